@NullMarked
package dev.dragoncode.fakes;

import org.jspecify.annotations.NullMarked;
