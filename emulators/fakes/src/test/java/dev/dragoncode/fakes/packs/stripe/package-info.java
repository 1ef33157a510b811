@NullMarked
package dev.dragoncode.fakes.packs.stripe;

import org.jspecify.annotations.NullMarked;
