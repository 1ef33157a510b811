/** Every failure that a user can meet, as data. */
@NullMarked
package dev.dragoncode.problem;

import org.jspecify.annotations.NullMarked;
