@NullMarked
package dev.dragoncode.fakes.packs.github;

import org.jspecify.annotations.NullMarked;
