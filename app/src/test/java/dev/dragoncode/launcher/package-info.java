/** The script that starts the app from the runnable folder. */
@NullMarked
package dev.dragoncode.launcher;

import org.jspecify.annotations.NullMarked;
