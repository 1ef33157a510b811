package dev.dragoncode.readiness.advisories;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Scores of CVSS 4.0 vectors as they stand in advisories: base metrics and exploit maturity. The
 * score of the macro vector is lowered by the mean of how far the vector is from the worst one of
 * its classes, in parts of the step to the next lower macro vector.
 *
 * @see <a href="https://www.first.org/cvss/v4.0/specification-document">CVSS 4.0, section 8</a>
 */
final class Cvss4 {

  private static final String RESOURCE = "/dev/dragoncode/readiness/cvss4.txt";

  /** The metrics of each class, the values of each from the worst to the best. */
  private static final Map<String, String> LEVELS =
      Map.ofEntries(
          Map.entry("AV", "NALP"),
          Map.entry("PR", "NLH"),
          Map.entry("UI", "NPA"),
          Map.entry("AC", "LH"),
          Map.entry("AT", "NP"),
          Map.entry("VC", "HLN"),
          Map.entry("VI", "HLN"),
          Map.entry("VA", "HLN"),
          Map.entry("SC", "HLN"),
          Map.entry("SI", "HLN"),
          Map.entry("SA", "HLN"));

  private static final class Table {
    private static final Map<String, Double> SCORES = read();
  }

  private Cvss4() {}

  /** The worst vectors of a class and how many steps the class is deep. */
  private record Depth(List<Map<String, String>> worst, int steps) {}

  static OptionalDouble score(Map<String, String> metrics) {
    for (Map.Entry<String, String> level : LEVELS.entrySet()) {
      String value = metrics.getOrDefault(level.getKey(), "");
      if (value.length() != 1 || level.getValue().indexOf(value.charAt(0)) < 0) {
        return OptionalDouble.empty();
      }
    }
    boolean harmless =
        List.of("VC", "VI", "VA", "SC", "SI", "SA").stream()
            .allMatch(m -> "N".equals(metrics.get(m)));
    if (harmless) {
      return OptionalDouble.of(0);
    }
    int[] eq = classes(metrics);
    double top = lookup(eq);
    double lowered = 0;
    int counted = 0;
    for (int i = 0; i < 5; i++) {
      // classes 3 and 6 go together: the sixth has no step of its own
      double next = next(eq, i);
      if (Double.isNaN(next)) {
        continue;
      }
      counted++;
      Depth depth = depth(eq, i);
      if (depth.steps > 0) {
        lowered += (top - next) * distance(metrics, depth) / depth.steps;
      }
    }
    double score = top - (counted == 0 ? 0 : lowered / counted);
    return OptionalDouble.of(Math.round(Math.clamp(score, 0, 10) * 10) / 10.0);
  }

  private static int[] classes(Map<String, String> m) {
    boolean av = is(m, "AV", "N");
    boolean pr = is(m, "PR", "N");
    boolean ui = is(m, "UI", "N");
    int first = av && pr && ui ? 0 : (av || pr || ui) && !is(m, "AV", "P") ? 1 : 2;
    int second = is(m, "AC", "L") && is(m, "AT", "N") ? 0 : 1;
    boolean vc = is(m, "VC", "H");
    boolean vi = is(m, "VI", "H");
    boolean va = is(m, "VA", "H");
    int third = vc && vi ? 0 : vc || vi || va ? 1 : 2;
    // safety (MSI:S, MSA:S) is a metric of the environment, so class 0 does not occur
    int fourth = is(m, "SC", "H") || is(m, "SI", "H") || is(m, "SA", "H") ? 1 : 2;
    int fifth =
        switch (m.getOrDefault("E", "X")) {
          case "P" -> 1;
          case "U" -> 2;
          default -> 0;
        };
    // requirements that are not said are high
    int sixth = vc || vi || va ? 0 : 1;
    return new int[] {first, second, third, fourth, fifth, sixth};
  }

  private static boolean is(Map<String, String> metrics, String name, String value) {
    return value.equals(metrics.get(name));
  }

  private static double lookup(int... eq) {
    StringBuilder key = new StringBuilder();
    for (int each : eq) {
      key.append(each);
    }
    return Table.SCORES.getOrDefault(key.toString(), Double.NaN);
  }

  /** The score of the macro vector that is one lower in this class; NaN where there is none. */
  private static double next(int[] eq, int at) {
    int[] lower = eq.clone();
    if (at != 2) {
      lower[at]++;
      return lookup(lower);
    }
    if (eq[2] == 0 && eq[5] == 0) {
      int[] other = eq.clone();
      lower[2]++;
      other[5]++;
      return Math.max(lookup(lower), lookup(other));
    }
    if (eq[5] == 0) {
      lower[5]++;
    } else {
      lower[2]++;
    }
    return lookup(lower);
  }

  private static Depth depth(int[] eq, int at) {
    return switch (at) {
      case 0 ->
          switch (eq[0]) {
            case 0 -> new Depth(worst("AV:N/PR:N/UI:N"), 1);
            case 1 -> new Depth(worst("AV:A/PR:N/UI:N", "AV:N/PR:L/UI:N", "AV:N/PR:N/UI:P"), 4);
            default -> new Depth(worst("AV:P/PR:N/UI:N", "AV:A/PR:L/UI:P"), 5);
          };
      case 1 ->
          eq[1] == 0
              ? new Depth(worst("AC:L/AT:N"), 1)
              : new Depth(worst("AC:H/AT:N", "AC:L/AT:P"), 2);
      case 2 ->
          switch (eq[2]) {
            case 0 -> new Depth(worst("VC:H/VI:H/VA:H"), 7);
            case 1 -> new Depth(worst("VC:L/VI:H/VA:H", "VC:H/VI:L/VA:H"), 8);
            default -> new Depth(worst("VC:L/VI:L/VA:L"), 10);
          };
      case 3 ->
          eq[3] == 1
              ? new Depth(worst("SC:H/SI:H/SA:H"), 5)
              : new Depth(worst("SC:L/SI:L/SA:L"), 4);
      default -> new Depth(List.of(), 0);
    };
  }

  private static List<Map<String, String>> worst(String... vectors) {
    return List.of(vectors).stream()
        .map(vector -> {
          Map<String, String> metrics = new HashMap<>();
          for (String part : vector.split("/", -1)) {
            metrics.put(
                part.substring(0, part.indexOf(':')), part.substring(part.indexOf(':') + 1));
          }
          return metrics;
        })
        .toList();
  }

  /** Steps from the first of the worst vectors that is nowhere better than this one. */
  private static int distance(Map<String, String> metrics, Depth depth) {
    for (Map<String, String> from : depth.worst) {
      int sum = 0;
      boolean below = true;
      for (Map.Entry<String, String> metric : from.entrySet()) {
        String levels = Objects.requireNonNull(LEVELS.get(metric.getKey()));
        int steps =
            levels.indexOf(Objects.requireNonNull(metrics.get(metric.getKey())))
                - levels.indexOf(metric.getValue());
        below &= steps >= 0;
        sum += steps;
      }
      if (below) {
        return sum;
      }
    }
    return 0;
  }

  /** Lines of a macro vector's first three digits and the scores of the others in their order. */
  private static Map<String, Double> read() {
    Map<String, Double> scores = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(Cvss4.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] words = line.split("\\s+", -1);
        boolean sixthFixed = words[0].endsWith("2");
        int at = 1;
        for (int fourth = 0; fourth < 3; fourth++) {
          for (int fifth = 0; fifth < 3; fifth++) {
            for (int sixth = sixthFixed ? 1 : 0; sixth < 2; sixth++) {
              scores.put(words[0] + fourth + fifth + sixth, Double.valueOf(words[at++]));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scores;
  }
}
