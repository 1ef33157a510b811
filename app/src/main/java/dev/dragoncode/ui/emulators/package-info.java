/** The project's emulators and their logs. */
@NullMarked
package dev.dragoncode.ui.emulators;

import org.jspecify.annotations.NullMarked;
