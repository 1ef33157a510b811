/** The feature flags of the open project. */
@NullMarked
package dev.dragoncode.ui.flags;

import org.jspecify.annotations.NullMarked;
