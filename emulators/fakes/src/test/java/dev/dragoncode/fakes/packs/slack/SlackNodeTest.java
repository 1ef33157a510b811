package dev.dragoncode.fakes.packs.slack;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.NodeSdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slack's own Node client against the fake. */
class SlackNodeTest {

  @TempDir private Path folder;

  @Test
  void believesItTalksToSlack() throws IOException, InterruptedException {
    try (Fakes fakes = Fakes.serving("slack")) {
      NodeSdk.run(
          folder,
          "slack.mjs",
          Map.of("FAKE_URL", fakes.url("slack"), "CONTROL_URL", fakes.controlUrl()));
    }
  }
}
