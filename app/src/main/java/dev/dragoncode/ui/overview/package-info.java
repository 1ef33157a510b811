/** Where does the project stand, and what is the next step? */
@NullMarked
package dev.dragoncode.ui.overview;

import org.jspecify.annotations.NullMarked;
