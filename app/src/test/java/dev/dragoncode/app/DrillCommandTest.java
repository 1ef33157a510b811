package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.app.CommandLines.Ran;
import dev.dragoncode.cli.DragonCode;
import dev.dragoncode.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drills a real Redis that another run of the program keeps up. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DrillCommandTest {

  @TempDir Path folder;
  private final Shutdown shutdown = new Shutdown();
  private final ByteArrayOutputStream upOut = new ByteArrayOutputStream();

  @AfterEach
  void endUp() {
    shutdown.run();
  }

  private Ran run(String... arguments) {
    return lines().run(arguments);
  }

  private int up(String path) {
    PrintStream printed = CommandLines.stream(upOut);
    return DragonCode.run(
        lines().services(shutdown),
        new Terminal(printed, printed, false),
        "up",
        path,
        "--engine",
        "embedded");
  }

  private CommandLines lines() {
    return new CommandLines(folder.resolve("home"));
  }

  @Test
  void drillsWhatAnotherRunKeepsUpAndListsIt() throws Exception {
    Path project = Files.createDirectories(folder.resolve("cache")).toRealPath();
    Files.writeString(project.resolve("dragoncode.yaml"), "emulators:\n  redis: {}\n");
    String path = project.toString();
    assertThat(run("drill", "redis", "burn").code()).as("no such drill").isEqualTo(2);
    assertThat(run("drill", path, "redis", "pause", "--latency", "5ms").code()).isEqualTo(2);
    Ran nobody = run("drill", path, "redis", "pause");
    assertThat(nobody.code()).isEqualTo(3);
    assertThat(nobody.err()).contains("Nobody runs the emulators").contains("dragoncode up");
    assertThat(run("drill", "list", path).out()).contains("has had no drill");

    CompletableFuture<Integer> up = CompletableFuture.supplyAsync(() -> up(path));
    while (!up.isDone() && !state(path).equals("ready")) {
      Thread.onSpinWait();
    }
    assertThat(up).as(upOut.toString(StandardCharsets.UTF_8)).isNotDone();

    Ran unknown = run("drill", path, "postgresql", "pause", "--for", "1s");
    assertThat(unknown.code()).isEqualTo(3);
    Ran kill = run("drill", path, "redis", "kill", "--json");
    assertThat(kill.code()).as(kill.err()).isZero();
    assertThat(kill.json().get("kind").asText()).isEqualTo("kill");
    assertThat(kill.json().get("end").asText()).isEqualTo("time-over");
    assertThat(kill.json().get("toReadyMillis").asLong()).isPositive();
    assertThat(state(path)).isEqualTo("ready");
    Ran slow = run("drill", path, "redis", "slow", "--for", "1s", "--latency", "20ms");
    assertThat(slow.code()).as(slow.err()).isZero();

    JsonNode list = run("drill", "list", path, "--json").json().get("drills");
    assertThat(list.findValuesAsText("kind")).containsExactly("slow", "kill");
    assertThat(list.get(0).get("latencyMillis").asInt()).isEqualTo(20);
    assertThat(run("drill", "list", path).out()).hasLineCount(2).contains("time-over");

    assertThat(run("down", path).code()).isZero();
    assertThat(up.get(30, TimeUnit.SECONDS)).isNotNull();
  }

  private String state(String path) throws Exception {
    return run("status", path, "--json").json().at("/emulators/0/state").asText();
  }
}
