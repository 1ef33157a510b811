/** What a running service is asked, and what its answers show. Pure. */
@NullMarked
package dev.dragoncode.run.probe;

import org.jspecify.annotations.NullMarked;
