package [=project.packageName].flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.OpenFeatureAPI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagsTest {

  private static final String DEFINITION =
      """
      {"flags": {"feature": {
        "state": "ENABLED",
        "variants": {"on": true, "off": false},
        "defaultVariant": "off",
        "targeting": {"fractional": [["on", %d], ["off", %d]]}
      }}}
      """;

  @TempDir Path folder;
  private Path file;
  private Flags flags;
  private OpenFeatureAPI api;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("flags.json");
    share(30);
    FlagsConfiguration configuration = new FlagsConfiguration();
    api = configuration.openFeature(new FlagsProperties(file, List.of()));
    flags = new Flags(configuration.flagClient(api));
  }

  @AfterEach
  void stop() {
    api.shutdown();
  }

  @Test
  void isOnForTheShareOfUsersThatTheFileSays() {
    long on = IntStream.range(0, 1000).filter(i -> flags.enabled("feature", "user" + i)).count();
    assertThat(on).isBetween(200L, 400L);
  }

  @Test
  void staysTheSameForAUser() {
    assertThat(flags.enabled("feature", "ada")).isEqualTo(flags.enabled("feature", "ada"));
  }

  @Test
  void followsTheFileWithinASecond() throws IOException {
    share(100);
    await().atMost(Duration.ofSeconds(1)).until(() -> flags.enabled("feature", "anybody"));
    share(0);
    await().atMost(Duration.ofSeconds(1)).until(() -> !flags.enabled("feature", "anybody"));
  }

  @Test
  void isOffWhereNothingSaysOtherwise() {
    assertThat(flags.enabled("unknown", "ada")).isFalse();
  }

  private void share(int percent) throws IOException {
    Files.writeString(file, DEFINITION.formatted(percent, 100 - percent));
  }
}
