/**
 * Benchmarks: programs with a main method, run by the scripts in app/src/bench, never by the build.
 */
@NullMarked
package dev.dragoncode.bench;

import org.jspecify.annotations.NullMarked;
