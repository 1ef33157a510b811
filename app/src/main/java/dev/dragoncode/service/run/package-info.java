/** Launches a project's own commands and keeps what they have shown. */
@NullMarked
package dev.dragoncode.service.run;

import org.jspecify.annotations.NullMarked;
