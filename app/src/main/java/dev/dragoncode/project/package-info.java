/** A project folder as it is: its stacks, files, settings and needs. Pure. */
@NullMarked
package dev.dragoncode.project;

import org.jspecify.annotations.NullMarked;
