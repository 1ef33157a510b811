@NullMarked
package dev.dragoncode.load;

import org.jspecify.annotations.NullMarked;
