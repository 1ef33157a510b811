package dev.dragoncode.fakes.stubs;

import dev.dragoncode.fakes.pack.Near;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which requests a mapping is for.
 *
 * @param method in capitals; {@code ANY} for each
 */
record RequestRule(String method, UrlRule url, List<Check> checks) {

  static final String ANY = "ANY";

  /** Longer addresses are compared by their beginnings only. */
  private static final int COMPARED = 200;

  private static final int URL_WEIGHT = 4;
  private static final int METHOD_WEIGHT = 3;
  private static final int CHECK_WEIGHT = 2;

  RequestRule {
    checks = List.copyOf(checks);
  }

  boolean takes(Asked asked) {
    return takesMethod(asked)
        && url.takes(asked)
        && checks.stream().allMatch(check -> check.difference(asked).isEmpty());
  }

  private boolean takesMethod(Asked asked) {
    String asks = asked.request().method();
    return method.equals(ANY)
        || method.equals(asks)
        || (method.equals("GET_OR_HEAD") && (asks.equals("GET") || asks.equals("HEAD")));
  }

  /** As one line. */
  String line() {
    return method + " " + url.text();
  }

  /** In what a request differs. */
  Near near(String operation, Asked asked) {
    List<String> differences = new ArrayList<>();
    int distance = 0;
    if (!url.takes(asked)) {
      boolean whole = url instanceof UrlRule.Whole || url instanceof UrlRule.WholePattern;
      String came = whole ? asked.target() : asked.rawPath();
      differences.add(
          "the address is %s, not %s"
              .formatted(Expectation.quoted(came), Expectation.quoted(url.text())));
      distance += URL_WEIGHT + Near.edits(begin(came), begin(url.text()));
    }
    if (!takesMethod(asked)) {
      differences.add("the method is %s, not %s".formatted(asked.request().method(), method));
      distance += METHOD_WEIGHT;
    }
    for (Check check : checks) {
      Optional<String> difference = check.difference(asked);
      if (difference.isPresent()) {
        differences.add(difference.get());
        distance += CHECK_WEIGHT;
      }
    }
    return new Near(operation, line(), differences, distance);
  }

  /** How much of the address fits, for a first look at many: more is nearer. */
  int common(Asked asked) {
    String known = url.text();
    String came = asked.target();
    int shorter = Math.min(known.length(), came.length());
    int front = 0;
    while (front < shorter && known.charAt(front) == came.charAt(front)) {
      front++;
    }
    int back = 0;
    while (back < shorter - front
        && known.charAt(known.length() - 1 - back) == came.charAt(came.length() - 1 - back)) {
      back++;
    }
    return 2 * (front + back) - Math.min(COMPARED, Math.abs(known.length() - came.length()));
  }

  private static String begin(String text) {
    return text.substring(0, Math.min(COMPARED, text.length()));
  }
}
