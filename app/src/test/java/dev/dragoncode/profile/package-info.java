@NullMarked
package dev.dragoncode.profile;

import org.jspecify.annotations.NullMarked;
