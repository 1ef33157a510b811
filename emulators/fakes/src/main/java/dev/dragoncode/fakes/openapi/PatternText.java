package dev.dragoncode.fakes.openapi;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes the shortest text that a simple regular expression takes. */
final class PatternText {

  private static final int MOST = 500;

  private final String pattern;
  private int at;

  private PatternText(String pattern) {
    this.pattern = pattern;
  }

  /** A text that the pattern takes; empty where it is beyond what is understood here. */
  static Optional<String> of(String pattern) {
    try {
      String text = new PatternText(pattern).alternatives();
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
      String atom = atom();
      text.append(atom.repeat(Math.min(MOST, times())));
    }
    return text.toString();
  }

  private String atom() {
    char one = pattern.charAt(at++);
    return switch (one) {
      case '^', '$' -> "";
      case '.' -> "a";
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

  private static String escaped(char name) {
    return switch (name) {
      case 'd' -> "1";
      case 'w' -> "a";
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
    if (not) {
      Pattern set = Pattern.compile(pattern.substring(start - 1, at));
      for (String candidate : new String[] {"a", "1", "-", "A", " "}) {
        if (set.matcher(candidate).matches()) {
          return candidate;
        }
      }
    }
    return one;
  }

  /** How often the part before is repeated, at the least. */
  private int times() {
    if (at >= pattern.length()) {
      return 1;
    }
    int times = 1;
    switch (pattern.charAt(at)) {
      case '*', '?' -> {
        at++;
        times = 0;
      }
      case '+' -> at++;
      case '{' -> {
        int end = pattern.indexOf('}', at);
        times = Integer.parseInt(pattern.substring(at + 1, end).split(",", -1)[0]);
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
}
