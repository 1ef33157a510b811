@NullMarked
package dev.dragoncode.fakes.packs;

import org.jspecify.annotations.NullMarked;
