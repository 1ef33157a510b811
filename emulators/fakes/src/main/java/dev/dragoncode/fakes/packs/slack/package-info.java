/** What Slack does beyond keeping rows: chat, conversations, reactions, events. */
@NullMarked
package dev.dragoncode.fakes.packs.slack;

import org.jspecify.annotations.NullMarked;
