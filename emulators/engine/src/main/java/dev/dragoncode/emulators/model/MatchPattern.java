package dev.dragoncode.emulators.model;

import java.util.Locale;

/** Whether a name in a project is what a catalog entry's pattern means. */
final class MatchPattern {

  private MatchPattern() {}

  /** A leading or trailing {@code *} of the pattern stands for any text. */
  static boolean matches(String pattern, String text) {
    boolean anyStart = pattern.startsWith("*");
    boolean anyEnd = pattern.length() > 1 && pattern.endsWith("*");
    String core = pattern.substring(anyStart ? 1 : 0, pattern.length() - (anyEnd ? 1 : 0));
    if (anyStart) {
      return anyEnd ? text.contains(core) : text.endsWith(core);
    }
    return anyEnd ? text.startsWith(core) : text.equals(core);
  }

  /** The same for {@code key} and {@code key=value}, however the key is spelled. */
  static boolean matchesConfig(String pattern, String key, String value) {
    int equals = pattern.indexOf('=');
    String keyPattern = equals < 0 ? pattern : pattern.substring(0, equals);
    return matches(relaxed(keyPattern), relaxed(key))
        && (equals < 0 || matches(pattern.substring(equals + 1), value));
  }

  private static String relaxed(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  /** An image's name without registry, {@code library/}, tag and digest. */
  static String nameOf(String image) {
    String name = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
    int tag = name.lastIndexOf(':');
    if (tag > name.lastIndexOf('/')) {
      name = name.substring(0, tag);
    }
    int slash = name.indexOf('/');
    if (slash > 0) {
      String first = name.substring(0, slash);
      if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
        name = name.substring(slash + 1);
      }
    }
    return name.startsWith("library/") ? name.substring("library/".length()) : name;
  }
}
