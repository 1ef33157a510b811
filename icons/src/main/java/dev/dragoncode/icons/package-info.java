/** The app icon and the build step that paints it. */
@NullMarked
package dev.dragoncode.icons;

import org.jspecify.annotations.NullMarked;
