package dev.dragoncode.run;

import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the JSON that Jest writes with {@code --json}. */
public final class JestJson {

  /** Colours that Jest leaves in its messages. */
  private JestJson() {}

  /**
   * One suite for each test file.
   *
   * @param folder where Jest ran: suites are named relative to it
   * @throws SyntaxException if it is no JSON
   */
  public static List<TestSuite> read(String text, Path folder) throws SyntaxException {
    List<TestSuite> suites = new ArrayList<>();
    for (Node file : Json.parse(text).items("testResults")) {
      String name = relative(file.text("name").orElse("tests"), folder);
      List<TestCase> cases = new ArrayList<>();
      for (Node each : file.items("assertionResults")) {
        cases.add(read(each, name));
      }
      if (cases.isEmpty() && file.text("status").filter("failed"::equals).isPresent()) {
        // a file that could not be loaded has no tests, and its failure must not be lost
        cases.add(
            new TestCase(
                JunitXml.NOT_RUN,
                Result.FAILED,
                Duration.ZERO,
                Optional.of(failure(file.text("message").orElse(""), name)),
                false));
      }
      suites.add(new TestSuite(name, cases));
    }
    return suites;
  }

  private static TestCase read(Node each, String file) {
    String status = each.text("status").orElse("");
    Result result =
        switch (status) {
          case "passed" -> Result.PASSED;
          case "failed" -> Result.FAILED;
          default -> Result.SKIPPED;
        };
    String messages =
        String.join("\n", each.items("failureMessages").stream().flatMap(JestJson::text).toList());
    boolean flaky =
        result == Result.PASSED
            && each.text("invocations").filter(count -> !count.equals("1")).isPresent();
    return new TestCase(
        each.text("fullName").or(() -> each.text("title")).orElse("(no name)"),
        result,
        millis(each.text("duration").orElse("")),
        result == Result.FAILED ? Optional.of(failure(messages, file)) : Optional.empty(),
        flaky);
  }

  private static Stream<String> text(Node node) {
    return node instanceof Node.Scalar scalar ? Stream.of(scalar.text()) : Stream.empty();
  }

  private static Failure failure(String message, String file) {
    return Failures.of("", PlainText.of(message), file);
  }

  private static Duration millis(String text) {
    try {
      return Duration.ofMillis(Math.max(0, Math.round(Double.parseDouble(text))));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private static String relative(String file, Path folder) {
    Path path = Path.of(file);
    return path.startsWith(folder) ? folder.relativize(path).toString().replace('\\', '/') : file;
  }
}
