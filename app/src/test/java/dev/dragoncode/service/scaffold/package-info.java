@NullMarked
package dev.dragoncode.service.scaffold;

import org.jspecify.annotations.NullMarked;
