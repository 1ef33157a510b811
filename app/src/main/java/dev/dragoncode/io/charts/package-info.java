/** Reads Helm charts with the user's own Helm. */
@NullMarked
package dev.dragoncode.io.charts;

import org.jspecify.annotations.NullMarked;
