/** The window's frame: bars, rail, palette. */
@NullMarked
package dev.dragoncode.ui.shell;

import org.jspecify.annotations.NullMarked;
