/** Loopback ports of this machine: whether one is free, and who has it. */
@NullMarked
package dev.dragoncode.io.ports;

import org.jspecify.annotations.NullMarked;
