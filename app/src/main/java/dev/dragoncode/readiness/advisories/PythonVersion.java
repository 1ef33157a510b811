package dev.dragoncode.readiness.advisories;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version by PEP 440. What is none (legacy versions of old packages) stands before all others, in
 * the order of its text.
 *
 * @param stage of a pre-release: 0 for dev alone, 1 a, 2 b, 3 rc, 4 for a release
 * @param post -1 for none
 * @param dev the largest number for none, since a dev release comes before
 */
record PythonVersion(
    Optional<String> legacy,
    BigInteger epoch,
    List<BigInteger> release,
    int stage,
    BigInteger pre,
    BigInteger post,
    Optional<BigInteger> dev,
    List<String> local)
    implements Comparable<PythonVersion> {

  private static final Pattern FORM =
      Pattern.compile(
          "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)"
              + "(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\\d*))?"
              + "(?:(?:[-_.]?(post|rev|r)[-_.]?(\\d*))|-(\\d+))?"
              + "(?:[-_.]?(dev)[-_.]?(\\d*))?"
              + "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  private static final int RELEASE = 4;

  static PythonVersion of(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    Matcher form = FORM.matcher(plain);
    if (!form.matches()) {
      return new PythonVersion(
          Optional.of(plain),
          BigInteger.ZERO,
          List.of(),
          0,
          BigInteger.ZERO,
          BigInteger.ZERO,
          Optional.empty(),
          List.of());
    }
    List<BigInteger> release = new ArrayList<>();
    for (String part : form.group(2).split("\\.", -1)) {
      release.add(new BigInteger(part));
    }
    while (release.size() > 1 && release.getLast().signum() == 0) {
      release.removeLast();
    }
    boolean after = form.group(5) != null || form.group(7) != null;
    boolean dev = form.group(8) != null;
    return new PythonVersion(
        Optional.empty(),
        number(form.group(1)),
        release,
        stage(form.group(3), after, dev),
        number(form.group(4)),
        after
            ? number(form.group(7) == null ? form.group(6) : form.group(7))
            : BigInteger.ONE.negate(),
        dev ? Optional.of(number(form.group(9))) : Optional.empty(),
        form.group(10) == null ? List.of() : List.of(form.group(10).split("[-_.]", -1)));
  }

  private static int stage(
      @org.jspecify.annotations.Nullable String word, boolean after, boolean dev) {
    if (word == null) {
      return dev && !after ? 0 : RELEASE;
    }
    return switch (word) {
      case "a", "alpha" -> 1;
      case "b", "beta" -> 2;
      default -> 3;
    };
  }

  private static BigInteger number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  @Override
  public int compareTo(PythonVersion other) {
    if (legacy.isPresent() || other.legacy.isPresent()) {
      return legacy.isPresent() && other.legacy.isPresent()
          ? legacy.get().compareTo(other.legacy.get())
          : legacy.isPresent() ? -1 : 1;
    }
    int order = epoch.compareTo(other.epoch);
    for (int i = 0; order == 0 && i < Math.max(release.size(), other.release.size()); i++) {
      order = number(release, i).compareTo(number(other.release, i));
    }
    order = order != 0 ? order : Integer.compare(stage, other.stage);
    order = order != 0 ? order : pre.compareTo(other.pre);
    order = order != 0 ? order : post.compareTo(other.post);
    order = order != 0 ? order : dev(other);
    return order != 0 ? order : local(other);
  }

  private static BigInteger number(List<BigInteger> numbers, int at) {
    return at < numbers.size() ? numbers.get(at) : BigInteger.ZERO;
  }

  private int dev(PythonVersion other) {
    if (dev.isEmpty() || other.dev.isEmpty()) {
      return Boolean.compare(dev.isEmpty(), other.dev.isEmpty());
    }
    return dev.get().compareTo(other.dev.get());
  }

  private int local(PythonVersion other) {
    for (int i = 0; i < Math.min(local.size(), other.local.size()); i++) {
      boolean mine = local.get(i).matches("\\d+");
      boolean theirs = other.local.get(i).matches("\\d+");
      int order =
          mine && theirs
              ? new BigInteger(local.get(i)).compareTo(new BigInteger(other.local.get(i)))
              : mine == theirs ? local.get(i).compareTo(other.local.get(i)) : mine ? 1 : -1;
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(local.size(), other.local.size());
  }
}
