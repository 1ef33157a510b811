/** The user's own database: preferences, recent projects, trust, window state. SQLite. */
@NullMarked
package dev.dragoncode.io.store;

import org.jspecify.annotations.NullMarked;
