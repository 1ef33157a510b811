package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.cli.DragonCode;
import dev.dragoncode.cli.Terminal;
import dev.dragoncode.fakes.NodeSdk;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.service.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake APIs in a container that the app builds, and the vendors' own Node clients. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FakesContainerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static String project = "";
  private static Map<String, Integer> ports = Map.of();

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shutdown ends = new Shutdown();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("DISPLAY");
    int code =
        DragonCode.run(
            new Composition(
                environment, new DataFolder(folder.resolve("home")), ends, new JavaFx(false)),
            new Terminal(stream(out), stream(err), false),
            arguments);
    ends.run();
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @BeforeAll
  static void start() throws Exception {
    Path root = Files.createDirectories(folder.resolve("shop")).toRealPath();
    Files.writeString(root.resolve("dragoncode.yaml"), "emulators:\n  fakes: {}\n");
    project = root.toString();
    Ran up = run("up", project, "--engine", "docker", "--detach");
    if (up.code() != 0 && !"1".equals(System.getenv("DRAGONCODE_REQUIRE_DOCKER"))) {
      Assumptions.abort("no container of the fake APIs can be had here: " + up.err());
    }
    assertThat(up.code()).as(up.out() + up.err()).isZero();
    ports = new HashMap<>();
    endpoints().forEach(each -> ports.put(each.path("name").asText(), each.path("port").asInt()));
  }

  private static Iterable<JsonNode> endpoints() throws Exception {
    return JSON.readTree(run("status", project, "--json").out()).at("/emulators/0/endpoints");
  }

  @AfterAll
  static void stop() {
    run("down", project);
    run("reset", project);
  }

  private static Iterable<String> packs() {
    return Packs.ids();
  }

  @ParameterizedTest
  @MethodSource("packs")
  void believesItTalksToTheVendor(String pack, @TempDir Path scripts) throws Exception {
    NodeSdk.run(
        scripts,
        pack + ".mjs",
        Map.of(
            "FAKE_URL", "http://127.0.0.1:" + ports.get(pack),
            "CONTROL_URL", "http://127.0.0.1:" + ports.get("control"),
            // what listens on loopback alone is out of a container's sight on Linux
            "LISTEN_HOST", "0.0.0.0"));
  }

  @Test
  void isBuiltHereAndEachPackHasItsPort() throws Exception {
    JsonNode fakes = JSON.readTree(run("status", project, "--json").out()).at("/emulators/0");
    assertThat(fakes.path("state").asText()).isEqualTo("ready");
    assertThat(
            StreamSupport.stream(endpoints().spliterator(), false)
                .map(each -> each.path("name").asText())
                .toList())
        .containsAll(Packs.ids());
  }
}
