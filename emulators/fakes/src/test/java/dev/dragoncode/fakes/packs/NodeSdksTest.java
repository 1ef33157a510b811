package dev.dragoncode.fakes.packs;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.NodeSdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pack and its vendor's own Node client: the assertions stand in src/test/node/ID.mjs. */
class NodeSdksTest {

  @TempDir private Path folder;

  private static List<String> packs() {
    return Packs.ids();
  }

  @ParameterizedTest
  @MethodSource("packs")
  void believesItTalksToTheVendor(String pack) throws IOException, InterruptedException {
    try (Fakes fakes = Fakes.serving(pack)) {
      NodeSdk.run(
          folder,
          pack + ".mjs",
          Map.of("FAKE_URL", fakes.url(pack), "CONTROL_URL", fakes.controlUrl()));
    }
  }
}
