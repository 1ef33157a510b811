package dev.dragoncode.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Runs a script of src/test/node with the vendor's own Node SDK. The SDKs are installed by {@code
 * npm ci} in a copy of that folder, which {@code DRAGONCODE_NODE_SDKS} names; .ci/run does so.
 */
public final class NodeSdk {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private NodeSdk() {}

  /** Runs a script to its end; it fails by a thrown assertion. Skipped where no SDKs are. */
  public static void run(Path folder, String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path sdks =
        Path.of(
            System.getenv()
                .getOrDefault(
                    "DRAGONCODE_NODE_SDKS",
                    System.getProperty("user.home") + "/.cache/dragoncode-ci/node-sdks"));
    boolean there = Files.isDirectory(sdks.resolve("node_modules"));
    if (!there && "1".equals(System.getenv("DRAGONCODE_REQUIRE_NODE"))) {
      throw new AssertionError("The Node SDKs are not installed in " + sdks);
    }
    assumeTrue(there, "the vendors' Node SDKs are not installed (DRAGONCODE_NODE_SDKS)");
    Path modules = folder.resolve("node_modules");
    if (!Files.exists(modules)) {
      Files.createSymbolicLink(modules, sdks.resolve("node_modules"));
    }
    Path copy = folder.resolve(script);
    Path scripts = Path.of("src/test/node");
    Path here =
        Files.isDirectory(scripts) ? scripts : Path.of("../emulators/fakes").resolve(scripts);
    Files.copy(here.resolve(script), copy);
    ProcessResult result =
        new ProcessRunner().run(Command.of("node", copy.toString()).with(environment), LIMIT);
    assertThat(result.succeeded()).as(result.toString()).isTrue();
  }
}
