@NullMarked
package dev.dragoncode.fakes.packs.postmark;

import org.jspecify.annotations.NullMarked;
