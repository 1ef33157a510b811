/** The checklist. */
@NullMarked
package dev.dragoncode.ui.readiness;

import org.jspecify.annotations.NullMarked;
