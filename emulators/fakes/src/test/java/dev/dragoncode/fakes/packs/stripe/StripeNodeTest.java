package dev.dragoncode.fakes.packs.stripe;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.NodeSdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stripe's own Node client against the fake. */
class StripeNodeTest {

  @TempDir private Path folder;

  @Test
  void believesItTalksToStripe() throws IOException, InterruptedException {
    try (Fakes fakes = Fakes.serving("stripe")) {
      NodeSdk.run(
          folder,
          "stripe.mjs",
          Map.of("FAKE_URL", fakes.url("stripe"), "CONTROL_URL", fakes.controlUrl()));
    }
  }
}
