@NullMarked
package dev.dragoncode.service.rotate;

import org.jspecify.annotations.NullMarked;
