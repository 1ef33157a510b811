/** The screen without a project. */
@NullMarked
package dev.dragoncode.ui.welcome;

import org.jspecify.annotations.NullMarked;
