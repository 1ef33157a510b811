/** Signatures of AWS requests, loaded together with the signer of AWS's own SDK. */
@NullMarked
package dev.dragoncode.emulators.browse.product.aws;

import org.jspecify.annotations.NullMarked;
