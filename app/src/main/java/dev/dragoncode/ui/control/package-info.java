/** Reusable nodes. */
@NullMarked
package dev.dragoncode.ui.control;

import org.jspecify.annotations.NullMarked;
