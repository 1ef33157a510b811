@NullMarked
package dev.dragoncode.service.load;

import org.jspecify.annotations.NullMarked;
