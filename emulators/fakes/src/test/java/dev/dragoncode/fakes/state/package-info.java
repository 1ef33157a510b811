@NullMarked
package dev.dragoncode.fakes.state;

import org.jspecify.annotations.NullMarked;
