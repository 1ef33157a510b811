/** What Stripe does beyond keeping rows: payments, billing, checkout, events. */
@NullMarked
package dev.dragoncode.fakes.packs.stripe;

import org.jspecify.annotations.NullMarked;
