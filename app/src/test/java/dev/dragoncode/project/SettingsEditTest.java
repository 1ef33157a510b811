package dev.dragoncode.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.ProjectSettings.Waiver;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsEditTest {

  private static final String TEXT =
      """
      # Shared by the team.
      goal:
        metric: orders   # per day
        target: 200

      emulators:
          # the real thing
          postgresql: {version: "17"}
          redis:        # cache
            engine: docker

      slo: []
      """;

  @Test
  void addsAnEmulatorAfterTheOthersAndKeepsEveryOtherLine() {
    assertThat(SettingsEdit.addEmulator(TEXT, "rabbitmq"))
        .isEqualTo(
            TEXT.replace("      engine: docker\n", "      engine: docker\n    rabbitmq: {}\n"));
  }

  @Test
  void removesByMarking() {
    assertThat(SettingsEdit.removeEmulator(TEXT, "redis"))
        .isEqualTo(TEXT.replace("engine: docker", "engine: none"));
    assertThat(SettingsEdit.removeEmulator(TEXT, "postgresql"))
        .isEqualTo(
            TEXT.replace(
                "postgresql: {version: \"17\"}", "postgresql: { engine: none, version: \"17\"}"));
    assertThat(reads(SettingsEdit.removeEmulator(TEXT, "kafka")).emulators().get("kafka"))
        .extracting(s -> s.wanted())
        .isEqualTo(false);
  }

  @Test
  void bringsBackWhatWasRemoved() {
    String removed = SettingsEdit.removeEmulator(TEXT, "redis");

    assertThat(reads(SettingsEdit.addEmulator(removed, "redis")).emulators().get("redis"))
        .extracting(s -> s.wanted())
        .isEqualTo(true);
  }

  @Test
  void beginsAFile() {
    assertThat(SettingsEdit.addEmulator("", "redis")).isEqualTo("emulators:\n  redis: {}\n");
    assertThat(SettingsEdit.setEmulatorValue("emulators: {}\n", "redis", "version", "7.4"))
        .isEqualTo("emulators:\n  redis:\n    version: \"7.4\"\n");
  }

  @Test
  void addsAWaiverThatReadsBack() {
    Waiver waiver =
        new Waiver(
            "PRE-RATE",
            Optional.of("src/main"),
            "the gateway: \"kong\" does it",
            "mona",
            LocalDate.of(2027, 1, 15),
            0);

    String once = SettingsEdit.addWaiver(TEXT, waiver);
    String twice = SettingsEdit.addWaiver(once, waiver);

    assertThat(once).startsWith(TEXT.stripTrailing());
    assertThat(reads(twice).waivers())
        .hasSize(2)
        .allSatisfy(read -> {
          assertThat(read.reason()).isEqualTo(waiver.reason());
          assertThat(read.path()).isEqualTo(waiver.path());
          assertThat(read.expires()).isEqualTo(waiver.expires());
        });
  }

  @Test
  void leavesShortFormsAndBrokenFilesToAPerson() {
    assertThatThrownBy(() -> SettingsEdit.addEmulator("emulators: {redis: {}}\n", "kafka"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("short form");
    assertThatThrownBy(() -> SettingsEdit.addEmulator("goal: [\n", "kafka"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Line ");
  }

  private static ProjectSettings reads(String text) {
    SettingsFile.Result result =
        SettingsFile.read(
            text, java.nio.file.Path.of("dragoncode.yaml"), LocalDate.of(2026, 11, 22));
    assertThat(result.problems()).isEmpty();
    return result.settings();
  }
}
