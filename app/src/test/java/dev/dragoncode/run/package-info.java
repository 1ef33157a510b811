@NullMarked
package dev.dragoncode.run;

import org.jspecify.annotations.NullMarked;
