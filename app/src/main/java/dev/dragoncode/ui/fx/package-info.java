/** The crossing to the FX thread, the theme, texts and dialogs. */
@NullMarked
package dev.dragoncode.ui.fx;

import org.jspecify.annotations.NullMarked;
