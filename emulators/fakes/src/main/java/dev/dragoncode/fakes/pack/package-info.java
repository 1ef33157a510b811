/** What a fake API is made of: a pack declared in YAML, and the code that YAML cannot say. */
@NullMarked
package dev.dragoncode.fakes.pack;

import org.jspecify.annotations.NullMarked;
