/** The third-party APIs: what the fakes were asked, and what goes wrong with them on purpose. */
@NullMarked
package dev.dragoncode.ui.fakes;

import org.jspecify.annotations.NullMarked;
