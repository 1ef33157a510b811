@NullMarked
package dev.dragoncode.run.hooks;

import org.jspecify.annotations.NullMarked;
