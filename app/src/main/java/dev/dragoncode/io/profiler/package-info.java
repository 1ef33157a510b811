/** Other programs that run, and the profilers that look at them. */
@NullMarked
package dev.dragoncode.io.profiler;

import org.jspecify.annotations.NullMarked;
