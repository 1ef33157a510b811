/** The command line, over the services. */
@NullMarked
package dev.dragoncode.cli;

import org.jspecify.annotations.NullMarked;
