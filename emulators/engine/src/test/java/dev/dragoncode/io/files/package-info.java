/** Tests of walking, watching and writing files. */
@NullMarked
package dev.dragoncode.io.files;

import org.jspecify.annotations.NullMarked;
