/** The data browser of Artemis, loaded together with its core client. */
@NullMarked
package dev.dragoncode.emulators.browse.product.artemis;

import org.jspecify.annotations.NullMarked;
