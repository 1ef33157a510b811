/**
 * Serves packs over HTTP: listeners, journal, faults, limits, webhooks, and the API that steers
 * them.
 */
@NullMarked
package dev.dragoncode.fakes.server;

import org.jspecify.annotations.NullMarked;
