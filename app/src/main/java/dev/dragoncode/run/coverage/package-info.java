/** Reports of which lines a run of the tests has executed. Pure. */
@NullMarked
package dev.dragoncode.run.coverage;

import org.jspecify.annotations.NullMarked;
