@NullMarked
package dev.dragoncode.io.profiler;

import org.jspecify.annotations.NullMarked;
