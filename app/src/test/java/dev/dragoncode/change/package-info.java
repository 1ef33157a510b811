@NullMarked
package dev.dragoncode.change;

import org.jspecify.annotations.NullMarked;
