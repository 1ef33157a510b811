/** Reads catalog entries: the bundled ones, then a project's own. */
@NullMarked
package dev.dragoncode.emulators.catalog;

import org.jspecify.annotations.NullMarked;
