/** How the OpenAI-compatible fake answers: always the same to the same request. */
@NullMarked
package dev.dragoncode.fakes.packs.openai;

import org.jspecify.annotations.NullMarked;
