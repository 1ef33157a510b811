/** Postmark: mail with its bounces, templates and webhooks. */
@NullMarked
package dev.dragoncode.fakes.packs.postmark;

import org.jspecify.annotations.NullMarked;
