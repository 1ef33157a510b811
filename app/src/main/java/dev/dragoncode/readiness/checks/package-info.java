/** The checks, one class each or one for a close family. */
@NullMarked
package dev.dragoncode.readiness.checks;

import org.jspecify.annotations.NullMarked;
