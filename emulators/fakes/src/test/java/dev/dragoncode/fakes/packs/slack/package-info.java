@NullMarked
package dev.dragoncode.fakes.packs.slack;

import org.jspecify.annotations.NullMarked;
