/** What is launched for a project, and what its reports say. Pure. */
@NullMarked
package dev.dragoncode.run;

import org.jspecify.annotations.NullMarked;
