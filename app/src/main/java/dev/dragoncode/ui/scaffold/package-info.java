/** New projects, and what is added to a project. */
@NullMarked
package dev.dragoncode.ui.scaffold;

import org.jspecify.annotations.NullMarked;
