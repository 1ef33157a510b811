package dev.dragoncode.readiness.advisories;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Base scores of CVSS vectors.
 *
 * @see <a href="https://www.first.org/cvss/v3.1/specification-document">CVSS 3.1, section 7</a>
 */
final class Cvss {

  private Cvss() {}

  /** The score of a vector of CVSS 3.0, 3.1 or 4.0; empty where it is none. */
  static OptionalDouble score(String vector) {
    Map<String, String> metrics = new HashMap<>();
    for (String part : vector.strip().split("/", -1)) {
      int colon = part.indexOf(':');
      if (colon > 0) {
        metrics.put(part.substring(0, colon), part.substring(colon + 1));
      }
    }
    return switch (metrics.getOrDefault("CVSS", "")) {
      case "3.0", "3.1" -> third(metrics);
      case "4.0" -> Cvss4.score(metrics);
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble third(Map<String, String> metrics) {
    boolean changed = "C".equals(metrics.get("S"));
    double[] values = {
      weight(metrics, "AV", Map.of("N", 0.85, "A", 0.62, "L", 0.55, "P", 0.2)),
      weight(metrics, "AC", Map.of("L", 0.77, "H", 0.44)),
      weight(
          metrics,
          "PR",
          changed
              ? Map.of("N", 0.85, "L", 0.68, "H", 0.5)
              : Map.of("N", 0.85, "L", 0.62, "H", 0.27)),
      weight(metrics, "UI", Map.of("N", 0.85, "R", 0.62)),
      impact(metrics, "C"),
      impact(metrics, "I"),
      impact(metrics, "A")
    };
    for (double value : values) {
      if (value < 0) {
        return OptionalDouble.empty();
      }
    }
    double lost = 1 - (1 - values[4]) * (1 - values[5]) * (1 - values[6]);
    double impact =
        changed ? 7.52 * (lost - 0.029) - 3.25 * Math.pow(lost - 0.02, 15) : 6.42 * lost;
    double exploitability = 8.22 * values[0] * values[1] * values[2] * values[3];
    if (impact <= 0) {
      return OptionalDouble.of(0);
    }
    double sum = impact + exploitability;
    return OptionalDouble.of(roundedUp(Math.min(changed ? 1.08 * sum : sum, 10)));
  }

  private static double impact(Map<String, String> metrics, String name) {
    return weight(metrics, name, Map.of("H", 0.56, "L", 0.22, "N", 0.0));
  }

  private static double weight(
      Map<String, String> metrics, String name, Map<String, Double> weights) {
    return weights.getOrDefault(metrics.getOrDefault(name, ""), -1.0);
  }

  /** Up to one decimal, without what binary fractions add (appendix A). */
  private static double roundedUp(double value) {
    long scaled = Math.round(value * 100_000);
    return scaled % 10_000 == 0 ? scaled / 100_000.0 : (Math.floorDiv(scaled, 10_000L) + 1) / 10.0;
  }
}
