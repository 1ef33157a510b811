/** Tests of the parsers. */
@NullMarked
package dev.dragoncode.project.syntax;

import org.jspecify.annotations.NullMarked;
