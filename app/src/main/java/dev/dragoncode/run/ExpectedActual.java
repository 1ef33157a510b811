package dev.dragoncode.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failed comparison expected and what it got, where the failure's text tells both. */
public record ExpectedActual(String expected, String actual) {

  /**
   * As assertion libraries write it, the expected value as {@code e} and the actual as {@code a}.
   */
  private static final List<Pattern> PATTERNS =
      List.of(
          // JUnit 4 and 5
          compile("expected: ?<(?<e>.*?)> but was: ?<(?<a>.*?)>(?:$|\\s)"),
          // AssertJ: both may have several lines
          compile(
              "expected:\\s+(?<e>.+?)\\n\\s*but was:\\s+(?<a>.+?)(?:\\n\\s*(?:at |when )|\\n\\n|\\z)"),
          compile(
              "Expecting actual:\\s+(?<a>.+?)\\nto (?:be equal to|contain(?: exactly[^\\n]*)?):?\\s+(?<e>.+?)(?:\\n[a-z\\n]|\\z)"),
          // Hamcrest
          compile("Expected: (?:is )?(?<e>[^\\n]+)\\n\\s*but: (?:was )?(?<a>[^\\n]+)"),
          // testify
          compile("expected\\s*: (?<e>[^\\n]+)\\n\\s*actual\\s*: (?<a>[^\\n]+)"),
          // Jest
          compile("Expected(?: value)?: (?<e>[^\\n]+)\\n+\\s*Received(?: value)?: *(?<a>[^\\n]+)"),
          // Node's assert
          compile(
              "should (?:loosely |strictly )?deep-equal\\n*\\s*(?<e>[\\[{].+?)(?:\\n\\s*at |\\z)",
              "deep-equal:\\n*\\s*(?<a>[\\[{].+?)\\s*should"),
          compile("strictly equal:\\n+\\s*(?<a>[^\\n]+?) !== (?<e>[^\\n]+)"),
          compile("loosely equal:\\n+\\s*(?<a>[^\\n]+?) != (?<e>[^\\n]+)"),
          compile("expected:? (?<e>\\S+),? but (?:was|got):? (?<a>[^\\n]+)"),
          // Go, by custom
          compile("\\bgot:? (?<a>[^\\n]+?)[,;] ?want(?:ed)?:? (?<e>[^\\n]+)"),
          compile("\\b(?:want|expected):? (?<e>[^\\n]+?)[,;] ?(?:but )?got:? (?<a>[^\\n]+)"));

  /** pytest writes an E and nine blanks before each line of a comparison. */
  private static final int PYTEST_INDENT = 10;

  /** Signs at the beginning of a line: the expected one's, then the actual one's. */
  private static final Pattern MINUS_IS_EXPECTED =
      Pattern.compile("(?m)^\\s*- Expected\\b.*\\R\\s*\\+ Received\\b.*$");

  private static final Pattern PLUS_IS_ACTUAL =
      Pattern.compile("(?m)^\\s*\\+ actual - expected.*$");

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  /** Both parts in a text of their own, in either order. */
  private static Pattern compile(String expected, String actual) {
    return Pattern.compile(actual + ".*?" + expected.replaceFirst("^should", ""), Pattern.DOTALL);
  }

  /** Reads a failure's text, such as its message with a stack trace behind. */
  public static Optional<ExpectedActual> of(String text) {
    String plain = text.replace("\r\n", "\n");
    Optional<ExpectedActual> signed =
        signed(plain, MINUS_IS_EXPECTED)
            .or(() -> signed(plain, PLUS_IS_ACTUAL))
            .or(() -> pytest(plain));
    if (signed.isPresent()) {
      return signed;
    }
    for (Pattern pattern : PATTERNS) {
      Matcher found = pattern.matcher(plain);
      if (found.find()) {
        return Optional.of(new ExpectedActual(found.group("e").strip(), found.group("a").strip()));
      }
    }
    return Optional.empty();
  }

  /** Lines behind a heading, each with a sign, as a unified diff has them. */
  private static Optional<ExpectedActual> signed(String text, Pattern heading) {
    Matcher found = heading.matcher(text);
    return found.find() ? signed(text.substring(found.end()).lines().toList()) : Optional.empty();
  }

  private static Optional<ExpectedActual> pytest(String text) {
    List<String> lines =
        text.lines()
            .filter(line -> line.startsWith("E  "))
            .map(line -> line.substring(Math.min(line.length(), PYTEST_INDENT)))
            .dropWhile(line -> !line.startsWith("Full diff:"))
            .skip(1)
            .filter(line -> !line.startsWith("?"))
            .toList();
    return lines.isEmpty() ? Optional.empty() : signed(lines);
  }

  private static Optional<ExpectedActual> signed(List<String> lines) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    boolean differs = false;
    for (String line : lines) {
      if (line.strip().startsWith("at ") || line.strip().startsWith("❯")) {
        break;
      }
      char sign = line.isEmpty() ? ' ' : line.charAt(0);
      String rest = line.length() < 2 ? "" : line.substring(Math.min(2, line.length()));
      if (sign == '-' || sign == ' ') {
        expected.add(rest);
      }
      if (sign == '+' || sign == ' ') {
        actual.add(rest);
      }
      differs |= sign == '-' || sign == '+';
    }
    return differs
        ? Optional.of(
            new ExpectedActual(
                String.join("\n", expected).strip(), String.join("\n", actual).strip()))
        : Optional.empty();
  }
}
