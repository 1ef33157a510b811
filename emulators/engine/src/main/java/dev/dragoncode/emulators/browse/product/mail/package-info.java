/** The data browser of mail servers, loaded together with Jakarta Mail and jsoup. */
@NullMarked
package dev.dragoncode.emulators.browse.product.mail;

import org.jspecify.annotations.NullMarked;
