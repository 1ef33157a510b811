@NullMarked
package dev.dragoncode.scaffold;

import org.jspecify.annotations.NullMarked;
