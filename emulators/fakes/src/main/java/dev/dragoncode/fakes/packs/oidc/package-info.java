/** A strict OpenID provider, on Nimbus's library for everything that a specification defines. */
@NullMarked
package dev.dragoncode.fakes.packs.oidc;

import org.jspecify.annotations.NullMarked;
