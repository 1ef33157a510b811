/** Load runs: what is asked for, how it goes on, what came of it. */
@NullMarked
package dev.dragoncode.ui.load;

import org.jspecify.annotations.NullMarked;
