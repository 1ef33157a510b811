/** The versions that DragonCode writes into projects. Pure. */
@NullMarked
package dev.dragoncode.versions;

import org.jspecify.annotations.NullMarked;
