package dev.dragoncode.ui.fx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The colours of a theme, by the names that the stylesheets look up. A theme is these alone. */
public enum Tokens {
  DARK(
      true,
      "bg #0d1014, panel #14181f, raised #1a2029, line #252c37, text #e7ecf3, muted #8c97a8,"
          + " faint #7c8798, accent #ff7847, on-accent #0d1014, accent-weak #3a2019,"
          + " ok #3ecf8e, ok-weak #12301f, warn #e3b341, warn-weak #332a10,"
          + " bad #f4626a, bad-weak #3a171b, info #6cb2ff, info-weak #132a44,"
          + " flame-1 #f9a85d, flame-2 #ff8f45, flame-3 #ee6b38, flame-4 #d95a30,"
          + " flame-5 #ffc278, flame-6 #e8503c, flame-native #9aa7b8, flame-kernel #7f8da3,"
          + " flame-match #cfa4ff, flame-same #c3cbd6, flame-more #f4626a, flame-less #6cb2ff,"
          + " flame-ink #0d1014"),
  LIGHT(
      false,
      "bg #f5f6f8, panel #ffffff, raised #f0f2f5, line #dde2e9, text #1b212b, muted #566173,"
          + " faint #636d7c, accent #b8420f, on-accent #ffffff, accent-weak #fde8df,"
          + " ok #0b6b47, ok-weak #dff5ea, warn #7d5500, warn-weak #fbf0cf,"
          + " bad #b3232d, bad-weak #fde3e5, info #1866c2, info-weak #e1eefd,"
          + " flame-1 #ffb877, flame-2 #ff9d5c, flame-3 #f58554, flame-4 #ee7a55,"
          + " flame-5 #ffd09a, flame-6 #f2806f, flame-native #c3cbd6, flame-kernel #aab4c2,"
          + " flame-match #c9a2ff, flame-same #dde2e9, flame-more #f08087, flame-less #7fb6f5,"
          + " flame-ink #1b212b");

  private record Color(String name, String value) {}

  private final boolean dark;

  @SuppressWarnings("ImmutableEnumChecker") // made by Stream.toList, which is unmodifiable
  private final List<Color> colors;

  Tokens(boolean dark, String list) {
    this.dark = dark;
    this.colors =
        Arrays.stream(list.split(",\\s*"))
            .map(entry -> entry.split(" "))
            .map(pair -> new Color(pair[0], pair[1]))
            .toList();
  }

  public boolean dark() {
    return dark;
  }

  /**
   * A colour as {@code #rrggbb}.
   *
   * @throws IllegalArgumentException if no token has this name
   */
  public String color(String name) {
    return colors.stream()
        .filter(color -> color.name().equals(name))
        .findFirst()
        .map(Color::value)
        .orElseThrow(() -> new IllegalArgumentException("No colour token " + name));
  }

  /** The declarations of all tokens as looked-up colours, for a rule of the root. */
  public String css() {
    return colors.stream()
        .map(color -> "-" + color.name() + ": " + color.value() + ";")
        .collect(Collectors.joining(" ", ".root { ", " }"));
  }
}
