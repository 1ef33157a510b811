/** The data browser of MongoDB, loaded together with its driver. */
@NullMarked
package dev.dragoncode.emulators.browse.product.mongodb;

import org.jspecify.annotations.NullMarked;
