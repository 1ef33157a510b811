@NullMarked
package dev.dragoncode.fakes.packs.twilio;

import org.jspecify.annotations.NullMarked;
