package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void takesAwayWhatOnlyTerminalsUnderstand() {
    assertThat(PlainText.of("\u001b[32m✓\u001b[39m adds \u001b[1;31mtwo\u001b[0m"))
        .isEqualTo("✓ adds two");
    assertThat(PlainText.of("\u001b[2K\u001b[1G\u001b[?25lbuilding")).isEqualTo("building");
    assertThat(PlainText.of("\u001b]8;;file:///a\u001b\\a.ts\u001b]8;;\u0007:1"))
        .isEqualTo("a.ts:1");
  }

  @Test
  void leavesEverythingElse() {
    assertThat(PlainText.of("a [32m] \t b")).isEqualTo("a [32m] \t b");
    assertThat(PlainText.of("")).isEmpty();
  }
}
