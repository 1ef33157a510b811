package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource.Method;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** VAL-UNIT: there are tests with something in them, found by parsing, not by file name. */
final class UnitTests {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "VAL-UNIT",
              Phase.VALIDATE,
              "Unit tests exist",
              Weight.HIGH,
              Level.C,
              "Without tests every change is a guess, and nobody dares to change what works.",
              "Write a first test for the rule that matters most. It lives in src/test/java, in"
                  + " *.test.ts, in test_*.py or in *_test.go, where its runner finds it."),
          UnitTests::decide);

  private static final String[] JAVA = {
    "Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property"
  };

  private UnitTests() {}

  /** What was counted. */
  private static final class Count {
    private int tests;
    private int skipped;
    private int empty;
    private final List<Evidence> first = new ArrayList<>();
    private final List<Evidence> hollow = new ArrayList<>();
    private final Set<String> files = new HashSet<>();

    void test(ProjectView view, String path, int line) {
      tests++;
      if (files.add(path) && first.size() < 5) {
        first.add(dev.dragoncode.readiness.Excerpts.line(view, path, line));
      }
    }
  }

  private static Verdict decide(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised, so tests cannot be told apart");
    }
    Sources sources = view.get(Sources.FACT);
    Count count = new Count();
    sources.testJava().forEach(file -> java(view, file, count));
    sources.tests("Node").forEach(file -> node(view, file, count));
    sources.tests("Python").forEach(file -> python(view, file, count));
    sources.tests("Go").forEach(file -> go(view, file, count));
    if (count.tests > 0) {
      return Verdict.pass(
          count.tests
              + (count.tests == 1 ? " test in " : " tests in ")
              + count.files.size()
              + (count.files.size() == 1 ? " file" : " files")
              + (count.skipped > 0 ? ", " + count.skipped + " more skipped" : ""),
          count.first);
    }
    if (count.skipped + count.empty > 0) {
      return Verdict.fail(
          "Every test is empty or skipped (" + (count.skipped + count.empty) + ")", count.hollow);
    }
    return Verdict.fail("No test was found");
  }

  private static void java(ProjectView view, JavaFile file, Count count) {
    for (var type : file.source().types()) {
      boolean off = type.annotation("Disabled", "Ignore").isPresent();
      boolean junit3 = type.supertypes().stream().anyMatch(s -> s.endsWith("TestCase"));
      for (Method method : type.methods()) {
        boolean test =
            method.annotation(JAVA).isPresent() || (junit3 && method.name().startsWith("test"));
        if (!test) {
          continue;
        }
        if (method.empty()) {
          count.empty++;
          count.hollow.add(line(view, file.path(), method.line()));
        } else if (off || method.annotation("Disabled", "Ignore").isPresent()) {
          count.skipped++;
          count.hollow.add(line(view, file.path(), method.line()));
        } else {
          count.test(view, file.path(), method.line());
        }
      }
    }
  }

  private static void node(ProjectView view, Code file, Count count) {
    for (CodeFile.Call call : file.file().calls()) {
      String first = call.chain().split("\\.", -1)[0];
      if (!Set.of("it", "test", "xit", "xtest", "fit").contains(first)
          || (call.firstString().isEmpty() && !call.chain().contains("each"))) {
        continue;
      }
      boolean skipped =
          first.startsWith("x") || call.chain().endsWith(".skip") || call.chain().endsWith(".todo");
      boolean hollow = call.arguments().size() <= 8 && !call.chain().contains("each");
      if (skipped) {
        count.skipped++;
        count.hollow.add(line(view, file.path(), call.line()));
      } else if (hollow) {
        count.empty++;
        count.hollow.add(line(view, file.path(), call.line()));
      } else {
        count.test(view, file.path(), call.line());
      }
    }
  }

  private static void python(ProjectView view, Code file, Count count) {
    for (CodeFile.Function function : file.file().functions()) {
      if (!function.name().startsWith("test")) {
        continue;
      }
      if (function.decorators().stream().anyMatch(d -> d.endsWith("fixture"))) {
        continue;
      }
      boolean skipped = function.decorators().stream().anyMatch(d -> d.matches("(.*\\.)?skip"));
      if (skipped) {
        count.skipped++;
        count.hollow.add(line(view, file.path(), function.line()));
      } else {
        count.test(view, file.path(), function.line());
      }
    }
  }

  private static void go(ProjectView view, Code file, Count count) {
    for (CodeFile.Function function : file.file().functions()) {
      boolean test =
          function.name().startsWith("Test")
              && !function.name().equals("TestMain")
              && function.parameters().stream().anyMatch(t -> t.is("testing"));
      if (test) {
        count.test(view, file.path(), function.line());
      }
    }
  }
}
