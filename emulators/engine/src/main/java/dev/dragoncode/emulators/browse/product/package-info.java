/** The adapters of the data browser: one for each product's protocol. */
@NullMarked
package dev.dragoncode.emulators.browse.product;

import org.jspecify.annotations.NullMarked;
