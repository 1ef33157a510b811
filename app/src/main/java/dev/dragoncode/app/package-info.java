/** Starts the app, constructs its services and ends them in order. */
@NullMarked
package dev.dragoncode.app;

import org.jspecify.annotations.NullMarked;
