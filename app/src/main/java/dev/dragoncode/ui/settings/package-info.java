/** The user's settings. */
@NullMarked
package dev.dragoncode.ui.settings;

import org.jspecify.annotations.NullMarked;
