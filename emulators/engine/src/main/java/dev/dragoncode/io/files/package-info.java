/** Files as they lie on the disk: walking and watching a tree, and writing without half-files. */
@NullMarked
package dev.dragoncode.io.files;

import org.jspecify.annotations.NullMarked;
