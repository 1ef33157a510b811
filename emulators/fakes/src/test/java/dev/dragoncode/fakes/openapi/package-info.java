@NullMarked
package dev.dragoncode.fakes.openapi;

import org.jspecify.annotations.NullMarked;
