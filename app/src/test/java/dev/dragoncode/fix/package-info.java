@NullMarked
package dev.dragoncode.fix;

import org.jspecify.annotations.NullMarked;
