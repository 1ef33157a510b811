package dev.dragoncode.run;

import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.project.syntax.Xml.Element;
import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads reports in JUnit's XML, as Surefire, Gradle, pytest, Vitest, Mocha and Node write it. There
 * is no standard; what all of them share is {@code testcase} with {@code failure}, {@code error} or
 * {@code skipped}.
 */
public final class JunitXml {

  /** The only test of a file that could not be loaded. */
  static final String NOT_RUN = "(could not be run)";

  /** What pytest says of a file that it could not import. */
  private static final String COLLECTION = "collection failure";

  private JunitXml() {}

  /**
   * The suites of a report.
   *
   * @throws SyntaxException if it is no XML, such as one that is still being written
   */
  public static List<TestSuite> read(String text) throws SyntaxException {
    Map<String, List<TestCase>> suites = new LinkedHashMap<>();
    collect(Xml.parse(text), "", suites);
    return suites.entrySet().stream().map(e -> new TestSuite(e.getKey(), e.getValue())).toList();
  }

  private static void collect(Element element, String suite, Map<String, List<TestCase>> into) {
    String name =
        element.name().equals("testsuite") ? element.attribute("name").orElse(suite) : suite;
    for (Element child : element.children()) {
      switch (child.name()) {
        case "testcase" -> add(child, name, into);
        case "testsuite", "testsuites" -> collect(child, name, into);
        default -> {}
      }
    }
  }

  private static void add(Element element, String suite, Map<String, List<TestCase>> into) {
    String name = name(element);
    if (child(element, "error").flatMap(each -> each.attribute("message")).stream()
        .anyMatch(COLLECTION::equals)) {
      into.computeIfAbsent(name, _ -> new ArrayList<>()).add(read(element, NOT_RUN, name));
      return;
    }
    String of =
        element
            .attribute("classname")
            // Node's own runner calls every class "test"
            .filter(each -> !each.isBlank() && !each.equals("test"))
            .orElse(suite.isBlank() ? element.attribute("file").orElse("tests") : suite);
    into.computeIfAbsent(of, _ -> new ArrayList<>()).add(read(element, name, of));
  }

  private static String name(Element element) {
    String name = element.attribute("name").orElse("(no name)");
    // Node 20 escapes this sign twice
    return element.attribute("classname").filter("test"::equals).isPresent()
        ? name.replace("&quot;", "\"")
        : name;
  }

  private static TestCase read(Element element, String name, String suite) {
    Optional<Element> skipped = child(element, "skipped");
    // Node runs what is marked as still to be done, tells how it failed, and counts no failure
    boolean toDo =
        skipped.flatMap(each -> each.attribute("type")).stream().anyMatch("todo"::equals);
    Optional<Element> failed =
        toDo ? Optional.empty() : child(element, "failure").or(() -> child(element, "error"));
    Optional<Element> again = child(element, "flakyFailure").or(() -> child(element, "flakyError"));
    Result result =
        failed.isPresent() ? Result.FAILED : skipped.isPresent() ? Result.SKIPPED : Result.PASSED;
    String own = suite.substring(suite.lastIndexOf('.') + 1);
    return new TestCase(
        name,
        result,
        seconds(element.attribute("time").orElse("")),
        failed.or(() -> again).map(each -> failure(each, own)),
        failed.isEmpty() && again.isPresent());
  }

  private static Failure failure(Element element, String own) {
    String text = element.text();
    return Failures.of(
        element.attribute("message").orElse(""),
        text.isEmpty() ? element.textAt("stackTrace").orElse("") : text,
        own);
  }

  private static Optional<Element> child(Element element, String name) {
    return element.all(name).findFirst();
  }

  /** Some write 1,234.5 for a long one. */
  private static Duration seconds(String text) {
    UnaryOperator<String> plain = each -> each.replace(",", "").strip();
    try {
      double value = Double.parseDouble(plain.apply(text));
      return Double.isFinite(value) && value >= 0
          ? Duration.ofNanos(Math.round(value * 1e9))
          : Duration.ZERO;
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
