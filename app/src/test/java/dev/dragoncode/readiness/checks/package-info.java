/** Tests of the checks, by folders that they must judge rightly. */
@NullMarked
package dev.dragoncode.readiness.checks;

import org.jspecify.annotations.NullMarked;
