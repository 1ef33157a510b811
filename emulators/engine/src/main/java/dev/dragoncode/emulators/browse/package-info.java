/** What emulators hold, to look into: the port that every product's adapter fits. */
@NullMarked
package dev.dragoncode.emulators.browse;

import org.jspecify.annotations.NullMarked;
