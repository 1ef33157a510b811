@NullMarked
package dev.dragoncode.ui.load;

import org.jspecify.annotations.NullMarked;
