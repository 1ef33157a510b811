@NullMarked
package dev.dragoncode.project.flags;

import org.jspecify.annotations.NullMarked;
