/** Git hooks of a project: which there are, how they are run and installed. Pure. */
@NullMarked
package dev.dragoncode.run.hooks;

import org.jspecify.annotations.NullMarked;
