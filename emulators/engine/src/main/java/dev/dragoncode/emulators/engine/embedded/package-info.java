/** Emulators as child processes, made from Maven Central artifacts: no Docker needed. */
@NullMarked
package dev.dragoncode.emulators.engine.embedded;

import org.jspecify.annotations.NullMarked;
