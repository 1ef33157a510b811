/**
 * Packs made of WireMock mappings: read from files, served, written again from what was seen, and
 * recorded from real APIs with their secrets removed.
 */
@NullMarked
package dev.dragoncode.fakes.stubs;

import org.jspecify.annotations.NullMarked;
