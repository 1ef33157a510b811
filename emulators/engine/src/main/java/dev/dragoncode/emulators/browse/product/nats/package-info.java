/** The data browser of NATS, loaded together with its client library. */
@NullMarked
package dev.dragoncode.emulators.browse.product.nats;

import org.jspecify.annotations.NullMarked;
