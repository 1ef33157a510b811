/** Changes to a project's files, made up, shown and merged before anything is written. Pure. */
@NullMarked
package dev.dragoncode.change;

import org.jspecify.annotations.NullMarked;
