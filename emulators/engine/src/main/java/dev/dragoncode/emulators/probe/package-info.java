/** Asks an emulator from outside whether it serves its clients: running is not ready. */
@NullMarked
package dev.dragoncode.emulators.probe;

import org.jspecify.annotations.NullMarked;
