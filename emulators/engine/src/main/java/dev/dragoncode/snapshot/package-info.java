/** Immutable snapshots, published by services and read by views and commands. */
@NullMarked
package dev.dragoncode.snapshot;

import org.jspecify.annotations.NullMarked;
