@NullMarked
package dev.dragoncode.change.text;

import org.jspecify.annotations.NullMarked;
