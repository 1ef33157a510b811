/** What Twilio does beyond keeping rows: checks, paging, the way of a message to its receiver. */
@NullMarked
package dev.dragoncode.fakes.packs.twilio;

import org.jspecify.annotations.NullMarked;
