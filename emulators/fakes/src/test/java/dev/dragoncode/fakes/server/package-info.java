@NullMarked
package dev.dragoncode.fakes.server;

import org.jspecify.annotations.NullMarked;
