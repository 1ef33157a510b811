/** One class for each emulator, which drives it with the product's own client library. */
@NullMarked
package dev.dragoncode.emulators.clients;

import org.jspecify.annotations.NullMarked;
