@NullMarked
package dev.dragoncode.service.change;

import org.jspecify.annotations.NullMarked;
