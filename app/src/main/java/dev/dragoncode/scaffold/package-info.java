/** New projects and what is added to them: templates, capabilities and what they make. Pure. */
@NullMarked
package dev.dragoncode.scaffold;

import org.jspecify.annotations.NullMarked;
