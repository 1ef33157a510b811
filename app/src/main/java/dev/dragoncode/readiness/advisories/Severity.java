package dev.dragoncode.readiness.advisories;

import java.util.Locale;

/** How bad an advisory is, the worst first; the borders are those of CVSS 3 and 4. */
public enum Severity {
  CRITICAL,
  HIGH,
  MODERATE,
  LOW,
  /** The advisory says nothing of it. */
  UNKNOWN;

  private static final double FROM_CRITICAL = 9.0;
  private static final double FROM_HIGH = 7.0;
  private static final double FROM_MODERATE = 4.0;

  /** The severity of a score between 0 and 10. */
  static Severity of(double score) {
    if (score >= FROM_CRITICAL) {
      return CRITICAL;
    }
    if (score >= FROM_HIGH) {
      return HIGH;
    }
    return score >= FROM_MODERATE ? MODERATE : LOW;
  }

  /** The severity of this name, as GitHub and scanners write it. */
  public static Severity named(String word) {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "CRITICAL" -> CRITICAL;
      case "HIGH", "IMPORTANT" -> HIGH;
      case "MODERATE", "MEDIUM" -> MODERATE;
      case "LOW", "NEGLIGIBLE" -> LOW;
      default -> UNKNOWN;
    };
  }

  /** Whether a project may not go on with it. */
  public boolean grave() {
    return this == CRITICAL || this == HIGH;
  }

  /** In lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
