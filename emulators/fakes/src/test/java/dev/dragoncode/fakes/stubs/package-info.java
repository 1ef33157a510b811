@NullMarked
package dev.dragoncode.fakes.stubs;

import org.jspecify.annotations.NullMarked;
