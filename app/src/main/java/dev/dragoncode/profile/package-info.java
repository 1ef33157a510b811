/** Profiles: what a program did with its time and memory, read from files. Pure. */
@NullMarked
package dev.dragoncode.profile;

import org.jspecify.annotations.NullMarked;
