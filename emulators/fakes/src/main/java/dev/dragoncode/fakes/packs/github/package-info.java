/** GitHub's REST API as far as its clients use it every day. */
@NullMarked
package dev.dragoncode.fakes.packs.github;

import org.jspecify.annotations.NullMarked;
