/** Makes new projects in folders. */
@NullMarked
package dev.dragoncode.service.scaffold;

import org.jspecify.annotations.NullMarked;
