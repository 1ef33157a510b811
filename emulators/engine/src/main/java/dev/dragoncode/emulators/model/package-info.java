/** What an emulator is and what happens to it. JDK only. */
@NullMarked
package dev.dragoncode.emulators.model;

import org.jspecify.annotations.NullMarked;
