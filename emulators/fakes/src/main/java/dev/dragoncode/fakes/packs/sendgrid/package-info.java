/** What SendGrid does beyond keeping rows: checks, a mail's way, signed events, suppressions. */
@NullMarked
package dev.dragoncode.fakes.packs.sendgrid;

import org.jspecify.annotations.NullMarked;
