/** Fake third-party APIs that the vendors' own SDKs believe. Runs alone, without the workbench. */
@NullMarked
package dev.dragoncode.fakes;

import org.jspecify.annotations.NullMarked;
