/** What is launched from the window, and its results. */
@NullMarked
package dev.dragoncode.ui.runs;

import org.jspecify.annotations.NullMarked;
