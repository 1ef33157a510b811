@NullMarked
package dev.dragoncode.run.probe;

import org.jspecify.annotations.NullMarked;
