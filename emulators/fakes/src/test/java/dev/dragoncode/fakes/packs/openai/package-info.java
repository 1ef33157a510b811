@NullMarked
package dev.dragoncode.fakes.packs.openai;

import org.jspecify.annotations.NullMarked;
