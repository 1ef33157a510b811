/** A load run: what is asked and when, and what came of it. Pure. */
@NullMarked
package dev.dragoncode.load;

import org.jspecify.annotations.NullMarked;
