package dev.dragoncode.project.locks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A registry of packages with rules of its own for names and versions. */
public enum Ecosystem {
  MAVEN("Maven"),
  NPM("npm"),
  PYPI("PyPI"),
  GO("Go");

  private final String word;

  Ecosystem(String word) {
    this.word = word;
  }

  /** Its name in OSV's records. */
  public String word() {
    return word;
  }

  /** The ecosystem of this name in OSV's records, whose variants follow a colon. */
  public static Optional<Ecosystem> of(String name) {
    int colon = name.indexOf(':');
    String plain = colon < 0 ? name : name.substring(0, colon);
    return Arrays.stream(values()).filter(each -> each.word.equals(plain)).findFirst();
  }

  /** A package's name as it is compared: of Python's packages many spellings are one. */
  public String normalized(String name) {
    return this == PYPI ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : name;
  }
}
