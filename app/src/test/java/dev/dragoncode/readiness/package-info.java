/** Tests of evaluating and reporting. */
@NullMarked
package dev.dragoncode.readiness;

import org.jspecify.annotations.NullMarked;
