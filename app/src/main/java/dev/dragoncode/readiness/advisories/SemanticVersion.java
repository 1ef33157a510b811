package dev.dragoncode.readiness.advisories;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A version by the rules of semver.org, as npm and Go order them: a leading v and what follows a
 * plus sign do not count, missing numbers are zero. Go's pseudo-versions are pre-releases of their
 * form.
 */
record SemanticVersion(List<BigInteger> numbers, List<String> before)
    implements Comparable<SemanticVersion> {

  private static final int NUMBERS = 3;

  static SemanticVersion of(String text) {
    String plain = text.strip();
    plain = plain.startsWith("v") || plain.startsWith("=") ? plain.substring(1) : plain;
    int plus = plain.indexOf('+');
    plain = plus < 0 ? plain : plain.substring(0, plus);
    int dash = plain.indexOf('-');
    String release = dash < 0 ? plain : plain.substring(0, dash);
    List<BigInteger> numbers = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (String part : release.split("\\.", -1)) {
      String digits = part.replaceFirst("\\D.*", "");
      numbers.add(digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits));
      if (digits.length() < part.length()) {
        // 1.0.0rc1, which strict readers refuse, is older than 1.0.0
        before.add(part.substring(digits.length()));
      }
    }
    while (numbers.size() < NUMBERS) {
      numbers.add(BigInteger.ZERO);
    }
    if (dash >= 0) {
      before.addAll(List.of(plain.substring(dash + 1).split("\\.", -1)));
    }
    return new SemanticVersion(numbers, before);
  }

  @Override
  public int compareTo(SemanticVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = number(i).compareTo(other.number(i));
      if (order != 0) {
        return order;
      }
    }
    if (before.isEmpty() || other.before.isEmpty()) {
      return Boolean.compare(before.isEmpty(), other.before.isEmpty());
    }
    for (int i = 0; i < Math.min(before.size(), other.before.size()); i++) {
      int order = identifiers(before.get(i), other.before.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(before.size(), other.before.size());
  }

  private BigInteger number(int at) {
    return at < numbers.size() ? numbers.get(at) : BigInteger.ZERO;
  }

  /** Numbers are smaller than words. */
  private static int identifiers(String a, String b) {
    boolean numberA = !a.isEmpty() && a.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean numberB = !b.isEmpty() && b.chars().allMatch(c -> c >= '0' && c <= '9');
    if (numberA && numberB) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return numberA == numberB ? a.compareTo(b) : numberA ? -1 : 1;
  }
}
