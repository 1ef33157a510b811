@NullMarked
package dev.dragoncode.run.coverage;

import org.jspecify.annotations.NullMarked;
