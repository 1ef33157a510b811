package dev.dragoncode.fakes.packs.oidc;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.NodeSdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certified client for Node against the provider. */
class OidcNodeTest {

  @TempDir private Path folder;

  @Test
  void logsInAndRefusesAsARealProviderDoes() throws IOException, InterruptedException {
    try (Fakes fakes = Fakes.serving("oidc")) {
      NodeSdk.run(
          folder,
          "oidc.mjs",
          Map.of("FAKE_URL", fakes.url("oidc"), "CONTROL_URL", fakes.controlUrl()));
    }
  }
}
