package dev.dragoncode.fakes.packs.openai;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.NodeSdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own Node client against the fake. */
class OpenAiNodeTest {

  @TempDir private Path folder;

  @Test
  void believesItTalksToOpenAi() throws IOException, InterruptedException {
    try (Fakes fakes = Fakes.serving("openai")) {
      NodeSdk.run(
          folder,
          "openai.mjs",
          Map.of("FAKE_URL", fakes.url("openai"), "CONTROL_URL", fakes.controlUrl()));
    }
  }
}
