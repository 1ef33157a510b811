/** An engine in memory, for tests of whatever stands on the port. */
@NullMarked
package dev.dragoncode.emulators.engine.fake;

import org.jspecify.annotations.NullMarked;
