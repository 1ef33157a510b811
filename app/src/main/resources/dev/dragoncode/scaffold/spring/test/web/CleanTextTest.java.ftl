package [=project.packageName].web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

  @Test
  void dropsWhatCannotBeSeen() {
    assertThat(CleanText.clean(" a\u0000\u200B\u202Eb\r\n c ")).isEqualTo("ab\n c");
  }

  @Test
  void composesLetters() {
    assertThat(CleanText.clean("e\u0301")).isEqualTo("\u00e9");
  }

  @Test
  void leavesMarkupToWhoeverShowsIt() {
    assertThat(CleanText.clean("1 < 2 & <b>")).isEqualTo("1 < 2 & <b>");
  }
}
