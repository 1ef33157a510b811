@NullMarked
package dev.dragoncode.service.profile;

import org.jspecify.annotations.NullMarked;
