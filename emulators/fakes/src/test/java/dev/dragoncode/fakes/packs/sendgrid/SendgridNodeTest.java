package dev.dragoncode.fakes.packs.sendgrid;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.NodeSdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SendGrid's own Node client against the fake. */
class SendgridNodeTest {

  @TempDir private Path folder;

  @Test
  void believesItTalksToSendGrid() throws IOException, InterruptedException {
    try (Fakes fakes = Fakes.serving("sendgrid")) {
      NodeSdk.run(
          folder,
          "sendgrid.mjs",
          Map.of("FAKE_URL", fakes.url("sendgrid"), "CONTROL_URL", fakes.controlUrl()));
    }
  }
}
