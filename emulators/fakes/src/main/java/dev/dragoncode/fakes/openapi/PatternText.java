package dev.dragoncode.fakes.openapi;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes a short text that a simple regular expression takes. */
final class PatternText {

  private static final int MOST = 500;

  /** An end for repetitions of repetitions. */
  private static final int MOST_STEPS = 20_000;

  /** How often what may come any number of times does, where texts are to differ. */
  private static final int USUAL = 10;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";

  private final String pattern;
  private final Optional<IntUnaryOperator> pick;
  private int at;
  private int steps;

  private PatternText(String pattern, Optional<IntUnaryOperator> pick) {
    this.pattern = pattern;
    this.pick = pick;
  }

  /** The shortest text; empty where the pattern is beyond what is understood here. */
  static Optional<String> of(String pattern) {
    return of(pattern, Optional.empty());
  }

  /**
   * One of many texts; empty where the pattern is beyond what is understood here.
   *
   * @param pick a number below a bound, another one each time
   */
  static Optional<String> of(String pattern, IntUnaryOperator pick) {
    return of(pattern, Optional.of(pick));
  }

  private static Optional<String> of(String pattern, Optional<IntUnaryOperator> pick) {
    try {
      String text = new PatternText(pattern, pick).alternatives();
      return text.length() <= MOST && Pattern.compile(pattern).matcher(text).find()
          ? Optional.of(text)
          : Optional.empty();
    } catch (PatternSyntaxException | StringIndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String alternatives() {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      String other = sequence();
      first = first.isEmpty() ? other : first;
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      int start = at;
      String atom = atom();
      int times = Math.min(MOST, times());
      int after = at;
      for (int i = 0; i < times; i++) {
        text.append(atom);
        at = start;
        atom = i + 1 < times ? atom() : "";
      }
      at = after;
    }
    return text.toString();
  }

  private String atom() {
    if (++steps > MOST_STEPS) {
      throw new NumberFormatException(pattern);
    }
    char one = pattern.charAt(at++);
    return switch (one) {
      case '^', '$' -> "";
      case '.' -> one(LETTERS);
      case '[' -> set();
      case '\\' -> escaped(pattern.charAt(at++));
      case '(' -> group();
      default -> String.valueOf(one);
    };
  }

  private String group() {
    boolean ahead = pattern.startsWith("?=", at) || pattern.startsWith("?!", at);
    at += ahead || pattern.startsWith("?:", at) ? 2 : 0;
    String group = alternatives();
    at++;
    return ahead ? "" : group;
  }

  private String escaped(char name) {
    return switch (name) {
      case 'd' -> pick.isEmpty() ? "1" : one(DIGITS);
      case 'w' -> one(LETTERS + DIGITS);
      case 's' -> " ";
      case 'D', 'S' -> "a";
      case 'W' -> "-";
      case 'b', 'B' -> "";
      default -> String.valueOf(name);
    };
  }

  private String set() {
    int start = at;
    boolean not = pattern.charAt(at) == '^';
    at += not ? 1 : 0;
    char first = pattern.charAt(at);
    String one = first == '\\' ? escaped(pattern.charAt(at + 1)) : String.valueOf(first);
    at += first == '\\' ? 2 : 1;
    while (pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    if (!not && pick.isEmpty()) {
      return one;
    }
    Pattern set = Pattern.compile(pattern.substring(start - 1, at));
    StringBuilder all = new StringBuilder();
    for (char candidate :
        ("a1-A " + LETTERS + DIGITS + LETTERS.toUpperCase(Locale.ROOT)).toCharArray()) {
      if (set.matcher(String.valueOf(candidate)).matches()) {
        all.append(candidate);
      }
    }
    return all.isEmpty() ? one : one(all.toString());
  }

  private String one(String choice) {
    int index = pick.map(p -> p.applyAsInt(choice.length())).orElse(0);
    return choice.substring(index, index + 1);
  }

  /** How often the part before is repeated, at the least. */
  private int times() {
    if (at >= pattern.length()) {
      return 1;
    }
    int times = 1;
    switch (pattern.charAt(at)) {
      case '?' -> {
        at++;
        times = 0;
      }
      case '*', '+' -> {
        times = pick.isPresent() ? USUAL : pattern.charAt(at) == '+' ? 1 : 0;
        at++;
      }
      case '{' -> {
        int end = pattern.indexOf('}', at);
        times = repeated(pattern.substring(at + 1, end).split(",", -1));
        at = end + 1;
      }
      default -> {
        return 1;
      }
    }
    if (at < pattern.length() && "?+".indexOf(pattern.charAt(at)) >= 0) {
      at++;
    }
    return times;
  }

  private int repeated(String[] bounds) {
    int least = Integer.parseInt(bounds[0].strip());
    if (pick.isEmpty() || bounds.length == 1) {
      return least;
    }
    String most = bounds[1].strip();
    return Math.max(least, most.isEmpty() ? USUAL : Math.min(USUAL, Integer.parseInt(most)));
  }
}
