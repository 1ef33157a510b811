/** Profiles: to record one, and to look at it. */
@NullMarked
package dev.dragoncode.ui.profile;

import org.jspecify.annotations.NullMarked;
