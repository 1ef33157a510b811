/** Runs fake third-party APIs and steers the ones that run. */
@NullMarked
package dev.dragoncode.service.fakes;

import org.jspecify.annotations.NullMarked;
