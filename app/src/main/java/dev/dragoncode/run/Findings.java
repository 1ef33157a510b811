package dev.dragoncode.run;

import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The findings of runs, by what names them in every run. */
final class Findings {

  private static final Map<String, Result> WORDS =
      Map.of(
          "passed",
          Result.PASSED,
          "shown",
          Result.PASSED,
          "failed",
          Result.FAILED,
          "refuted",
          Result.FAILED);

  private Findings() {}

  /**
   * What a run found; nothing for kinds that only measure.
   *
   * @throws SyntaxException if what is kept of it cannot be read
   */
  static Map<String, Finding> of(RunRecord run) throws SyntaxException {
    return switch (run.kind()) {
      case TESTS -> tests(TestRunJson.read(run.detail()));
      case HOOKS -> each(run, "hooks", Findings::hook);
      case PROBES -> each(run, "probes", Findings::probe);
      case AUDIT -> each(run, "vulnerabilities", Findings::vulnerability);
      case PROFILE, LOAD, ROTATION -> Map.of();
    };
  }

  private static Map<String, Finding> tests(TestReport report) {
    Map<String, Finding> all = new LinkedHashMap<>();
    report
        .suites()
        .forEach(suite ->
            suite
                .cases()
                .forEach(test ->
                    put(
                        all,
                        new Finding(
                            test.name(),
                            suite.name(),
                            test.result(),
                            test.took(),
                            test.failure().map(Failure::message).orElse("")))));
    return all;
  }

  private static Map<String, Finding> each(RunRecord run, String list, Function<Node, Finding> read)
      throws SyntaxException {
    Map<String, Finding> all = new LinkedHashMap<>();
    Json.parse(run.detail()).items(list).forEach(node -> put(all, read.apply(node)));
    return all;
  }

  private static void put(Map<String, Finding> all, Finding one) {
    all.put(one.words(), one);
  }

  private static Finding hook(Node node) {
    return new Finding(
        word(node, "name"), "", result(word(node, "result")), seconds(word(node, "seconds")), "");
  }

  private static Finding probe(Node node) {
    return new Finding(
        word(node, "check"),
        "",
        result(word(node, "outcome")),
        Duration.ZERO,
        word(node, "summary"));
  }

  /** Whatever is found is bad; what is good an audit does not list. */
  private static Finding vulnerability(Node node) {
    return new Finding(
        word(node, "id"),
        word(node, "package") + " " + word(node, "version"),
        Result.FAILED,
        Duration.ZERO,
        word(node, "severity") + " · " + word(node, "summary"));
  }

  private static Result result(String word) {
    return WORDS.getOrDefault(word, Result.SKIPPED);
  }

  private static Duration seconds(String text) {
    return text.matches("\\d{1,9}(?:\\.\\d{1,9})?")
        ? Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9))
        : Duration.ZERO;
  }

  private static String word(Node node, String key) {
    return node.text(key).orElse("");
  }
}
