package dev.dragoncode.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every text can be read on every ground that it stands on: WCAG 2.2, level AA, 4.5 to 1. */
class TokensTest {

  private static final double AA = 4.5;

  private record Pair(String text, String ground) {}

  @ParameterizedTest
  @EnumSource(Tokens.class)
  void textsMeetTheContrastOfWcagAa(Tokens tokens) {
    List<Pair> pairs =
        List.of(
            new Pair("text", "bg"),
            new Pair("text", "panel"),
            new Pair("text", "raised"),
            new Pair("muted", "bg"),
            new Pair("muted", "panel"),
            new Pair("muted", "raised"),
            new Pair("faint", "bg"),
            new Pair("faint", "panel"),
            new Pair("on-accent", "accent"),
            new Pair("info", "panel"),
            new Pair("bad", "panel"),
            new Pair("ok", "ok-weak"),
            new Pair("warn", "warn-weak"),
            new Pair("bad", "bad-weak"),
            new Pair("info", "info-weak"),
            new Pair("text", "bad-weak"),
            new Pair("flame-ink", "flame-1"),
            new Pair("flame-ink", "flame-2"),
            new Pair("flame-ink", "flame-3"),
            new Pair("flame-ink", "flame-4"),
            new Pair("flame-ink", "flame-5"),
            new Pair("flame-ink", "flame-6"),
            new Pair("flame-ink", "flame-native"),
            new Pair("flame-ink", "flame-kernel"),
            new Pair("flame-ink", "flame-match"),
            new Pair("flame-ink", "flame-same"),
            new Pair("flame-ink", "flame-more"),
            new Pair("flame-ink", "flame-less"));
    for (Pair pair : pairs) {
      assertThat(contrast(tokens.color(pair.text()), tokens.color(pair.ground())))
          .as("%s: %s on %s", tokens, pair.text(), pair.ground())
          .isGreaterThanOrEqualTo(AA);
    }
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String color) {
    return 0.2126 * channel(color, 1) + 0.7152 * channel(color, 3) + 0.0722 * channel(color, 5);
  }

  private static double channel(String color, int at) {
    double value = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
