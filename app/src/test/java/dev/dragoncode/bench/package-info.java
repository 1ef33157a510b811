/** Measurements beside a budget and a peer; run by hand, never by {@code mvn verify}. */
@NullMarked
package dev.dragoncode.bench;

import org.jspecify.annotations.NullMarked;
