@NullMarked
package dev.dragoncode.service.run;

import org.jspecify.annotations.NullMarked;
