/** The port that every engine implements. */
@NullMarked
package dev.dragoncode.emulators.engine;

import org.jspecify.annotations.NullMarked;
