package dev.dragoncode.project.flags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.service.ReadFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of flags in flagd's format, read and switched. */
class FlagsTest {

  private static final String FILE =
      """
      {
        "$schema": "https://flagd.dev/schema/v0/flags.json",
        "flags": {
          "order-export": {
            "state": "ENABLED",
            "variants": { "on": true, "off": false },
            "defaultVariant": "off",
            "targeting": { "fractional": [["on", 1], ["off", 3]] },
            "metadata": { "owner": "@shop", "expires": "2027-02-26", "description": "Export" }
          },
          "colour": {
            "state": "DISABLED",
            "variants": { "red": "#f00", "blue": "#00f" },
            "defaultVariant": "red"
          }
        }
      }
      """;

  @TempDir private Path folder;

  private List<Flag> read(String text) throws IOException {
    Files.writeString(folder.resolve("flags.json"), text);
    return ReadFolder.of(folder, Clock.systemUTC()).view().get(Flags.FACT);
  }

  @Test
  void readsWhatAFlagSaysOfItself() throws Exception {
    assertThat(read(FILE))
        .containsExactly(
            new Flag(
                "flags.json",
                4,
                "order-export",
                "Export",
                "@shop",
                Optional.of(LocalDate.of(2027, 2, 26)),
                false,
                true,
                Optional.of(25),
                true),
            new Flag(
                "flags.json",
                11,
                "colour",
                "",
                "",
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                true));
  }

  @Test
  void aSwitchChangesItsOwnLineOnly() throws Exception {
    String off = Flags.enabled(FILE, "order-export", false);

    assertThat(off).isEqualTo(FILE.replaceFirst("ENABLED", "DISABLED"));
    assertThat(read(off).getFirst().enabled()).isFalse();
    assertThat(Flags.enabled(off, "order-export", true)).isEqualTo(FILE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 50, 95, 100})
  void aShareIsReadAsItWasSet(int percent) throws Exception {
    assertThat(read(Flags.share(FILE, "order-export", percent)).getFirst().share())
        .contains(percent);
  }

  @Test
  void rulesOfAnotherKindAreNoShare() throws Exception {
    String rules =
        FILE.replace(
            "{ \"fractional\": [[\"on\", 1], [\"off\", 3]] }",
            "{ \"if\": [{ \"ends_with\": [{ \"var\": \"email\" }, \"@shop.example\"] }, \"on\"] }");

    assertThat(read(rules).getFirst().share()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"flags\": []}", "{\"flags\": {\"a\": 1}}"})
  void whatIsNoFileOfFlagsHasNone(String text) throws Exception {
    assertThat(read(text)).isEmpty();
  }
}
