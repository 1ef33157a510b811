/** What fresh data is filled from: files of the project, and the port that applies them. */
@NullMarked
package dev.dragoncode.emulators.seed;

import org.jspecify.annotations.NullMarked;
