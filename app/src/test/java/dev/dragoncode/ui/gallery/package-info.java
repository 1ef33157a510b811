/** Renders every screen and state for a person to look at. */
@NullMarked
package dev.dragoncode.ui.gallery;

import org.jspecify.annotations.NullMarked;
