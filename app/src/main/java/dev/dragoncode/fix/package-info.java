/**
 * How gaps of the checklist are mended: one recipe for each check that a machine can mend. Pure.
 */
@NullMarked
package dev.dragoncode.fix;

import org.jspecify.annotations.NullMarked;
