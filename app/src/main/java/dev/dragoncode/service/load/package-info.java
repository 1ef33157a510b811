/** Makes load: many requests at their times, on few threads, and what came back. */
@NullMarked
package dev.dragoncode.service.load;

import org.jspecify.annotations.NullMarked;
