/** Files of feature flags in a project. Pure. */
@NullMarked
package dev.dragoncode.project.flags;

import org.jspecify.annotations.NullMarked;
