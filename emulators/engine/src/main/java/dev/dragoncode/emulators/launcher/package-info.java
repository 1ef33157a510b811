/**
 * Main classes for embedded engines that have none which would do. They run in the engine's own
 * JVM, on its class path and no other: each is one class, uses the JDK alone and reaches the engine
 * by reflection, so that no engine ever stands on this app's class path. What is an engine itself
 * stands in a package of its own below.
 */
@NullMarked
package dev.dragoncode.emulators.launcher;

import org.jspecify.annotations.NullMarked;
