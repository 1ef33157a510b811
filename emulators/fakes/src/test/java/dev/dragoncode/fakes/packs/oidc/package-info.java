@NullMarked
package dev.dragoncode.fakes.packs.oidc;

import org.jspecify.annotations.NullMarked;
