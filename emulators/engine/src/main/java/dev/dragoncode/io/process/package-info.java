/** The only place that starts other programs: time-outs, output by lines, kill of a whole tree. */
@NullMarked
package dev.dragoncode.io.process;

import org.jspecify.annotations.NullMarked;
