/** Changes of a project's files: written whole or not at all, remembered, merged, undone. */
@NullMarked
package dev.dragoncode.service.change;

import org.jspecify.annotations.NullMarked;
