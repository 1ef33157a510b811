package dev.dragoncode.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

  @Test
  void writesDotenvLinesThatAShellAndAReaderTakeAlike() {
    assertThat(ConnectionSettings.format(List.of(emulator("plain:1/x")), Dialect.DOTENV))
        .isEqualTo("KEY=plain:1/x\n");
    assertThat(ConnectionSettings.format(List.of(emulator("a b\"c$d")), Dialect.DOTENV))
        .isEqualTo("KEY=\"a b\\\"c$d\"\n");
  }

  @Test
  void theFirstEmulatorKeepsAName() {
    assertThat(
            ConnectionSettings.variables(
                List.of(emulator("first"), emulator("second")), Dialect.DOTENV))
        .containsExactly(Map.entry("KEY", "first"));
  }

  @Test
  void theDataFolderIsThePlatformsOwnUnlessOneIsNamed() {
    Path home = Path.of("/home/dev");
    assertThat(DataFolder.of(Map.of(), "Linux", home).path())
        .isEqualTo(Path.of("/home/dev/.local/share/dragoncode"));
    assertThat(DataFolder.of(Map.of("XDG_DATA_HOME", "/x"), "Linux", home).path())
        .isEqualTo(Path.of("/x/dragoncode"));
    assertThat(DataFolder.of(Map.of("DRAGONCODE_HOME", "/d"), "Mac OS X", home).path())
        .isEqualTo(Path.of("/d"));
    assertThat(DataFolder.of(Map.of(), "Mac OS X", home).path())
        .isEqualTo(Path.of("/home/dev/Library/Application Support/DragonCode"));
  }

  @Test
  void splitsTheEditorsCommandWithoutAShell() {
    assertThat(
            ExternalTools.words(
                "'my editor' -g \"{file}:{line}\" $(x)",
                Map.of("{file}", "/a b;c.java", "{line}", "7")))
        .containsExactly("my editor", "-g", "/a b;c.java:7", "$(x)");
  }

  private static EmulatorSnapshot emulator(String value) {
    return new EmulatorSnapshot(
        "id",
        "name",
        "icon",
        new EmulatorState.NotStarted(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(Dialect.DOTENV, Map.of("KEY", value)),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
