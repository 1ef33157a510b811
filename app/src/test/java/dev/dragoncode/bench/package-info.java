<<<<<<< HEAD
/**
 * Benchmarks: programs with a main method, run by the scripts in app/src/bench, never by the build.
 */
=======
/** Measurements beside a budget and a peer; run by hand, never by {@code mvn verify}. */
>>>>>>> readiness
@NullMarked
package dev.dragoncode.bench;

import org.jspecify.annotations.NullMarked;
