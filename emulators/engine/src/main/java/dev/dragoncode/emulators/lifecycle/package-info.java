/** Starts, watches and stops a project's emulators, and sweeps what dead sessions left. */
@NullMarked
package dev.dragoncode.emulators.lifecycle;

import org.jspecify.annotations.NullMarked;
