/** Edits of texts at the place that a parser finds, with all else left as a person wrote it. */
@NullMarked
package dev.dragoncode.change.text;

import org.jspecify.annotations.NullMarked;
