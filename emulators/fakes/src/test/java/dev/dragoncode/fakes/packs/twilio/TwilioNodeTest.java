package dev.dragoncode.fakes.packs.twilio;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.NodeSdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twilio's own Node client against the fake. */
class TwilioNodeTest {

  @TempDir private Path folder;

  @Test
  void believesItTalksToTwilio() throws IOException, InterruptedException {
    try (Fakes fakes = Fakes.serving("twilio")) {
      NodeSdk.run(
          folder,
          "twilio.mjs",
          Map.of("FAKE_URL", fakes.url("twilio"), "CONTROL_URL", fakes.controlUrl()));
    }
  }
}
