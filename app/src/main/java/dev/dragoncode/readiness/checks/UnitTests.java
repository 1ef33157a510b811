package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.JavaSource.Method;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.SourceFile;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

  private static final int SHOWN = 5;

  private static final String[] ANNOTATIONS = {
    "Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property"
  };

  private static final Question<JavaFile, List<Tests>> JAVA = Question.each(UnitTests::java);
  private static final Question<Code, List<Tests>> NODE = Question.each(UnitTests::node);
  private static final Question<Code, List<Tests>> PYTHON = Question.each(UnitTests::python);
  private static final Question<Code, List<Tests>> GO = Question.each(UnitTests::go);

  private UnitTests() {}

  /** What was counted in a file. */
  private static final class Count {
    private final String path;
    private final List<Place> tests = new ArrayList<>();
    private final List<Place> hollow = new ArrayList<>();
    private int skipped;

    Count(SourceFile file) {
      path = file.path();
    }

    void test(int line) {
      tests.add(new Place(path, line));
    }

    void empty(int line) {
      hollow.add(new Place(path, line));
    }

    void skipped(int line) {
      skipped++;
      hollow.add(new Place(path, line));
    }

    /** What was found; nothing where there is neither a test nor the shell of one. */
    Stream<Tests> found() {
      return tests.isEmpty() && hollow.isEmpty()
          ? Stream.empty()
          : Stream.of(
              new Tests(tests.size(), skipped, tests.stream().findFirst(), List.copyOf(hollow)));
    }
  }

  /**
   * The tests of a file.
   *
   * @param hollow those that are empty or skipped
   */
  private record Tests(int tests, int skipped, Optional<Place> first, List<Place> hollow) {}

  private static Verdict decide(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised, so tests cannot be told apart");
    }
    Sources sources = view.get(Sources.FACT);
    List<Tests> found =
        Stream.of(
                sources.testJava(JAVA),
                sources.tests("Node", NODE),
                sources.tests("Python", PYTHON),
                sources.tests("Go", GO))
            .flatMap(s -> s)
            .flatMap(List::stream)
            .toList();
    List<Place> kotlin =
        Kotlin.annotatedTests(view, n -> n.matches("Test|ParameterizedTest|RepeatedTest"));
    int tests = kotlin.size() + found.stream().mapToInt(Tests::tests).sum();
    int skipped = found.stream().mapToInt(Tests::skipped).sum();
    List<Place> first = new ArrayList<>();
    found.forEach(each -> each.first.ifPresent(first::add));
    for (Place each : kotlin) {
      if (first.isEmpty() || !first.getLast().file().equals(each.file())) {
        first.add(each);
      }
    }
    if (tests > 0) {
      return Verdict.pass(
          tests
              + (tests == 1 ? " test in " : " tests in ")
              + first.size()
              + (first.size() == 1 ? " file" : " files")
              + (skipped > 0 ? ", " + skipped + " more skipped" : ""),
          Place.shown(view, first.subList(0, Math.min(SHOWN, first.size()))));
    }
    List<Place> hollow = found.stream().flatMap(each -> each.hollow.stream()).toList();
    return hollow.isEmpty()
        ? Verdict.fail("No test was found")
        : Verdict.fail(
            "Every test is empty or skipped (" + hollow.size() + ")", Place.shown(view, hollow));
  }

  private static Stream<Tests> java(JavaFile file) {
    Count count = new Count(file);
    for (var type : file.source().types()) {
      boolean off = type.annotation("Disabled", "Ignore").isPresent();
      boolean junit3 = type.supertypes().stream().anyMatch(s -> s.endsWith("TestCase"));
      for (Method method : type.methods()) {
        boolean test =
            method.annotation(ANNOTATIONS).isPresent()
                || (junit3 && method.name().startsWith("test"));
        if (!test) {
          continue;
        }
        if (method.empty()) {
          count.empty(method.line());
        } else if (off || method.annotation("Disabled", "Ignore").isPresent()) {
          count.skipped(method.line());
        } else {
          count.test(method.line());
        }
      }
    }
    return count.found();
  }

  private static Stream<Tests> node(Code file) {
    Count count = new Count(file);
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
        count.skipped(call.line());
      } else if (hollow) {
        count.empty(call.line());
      } else {
        count.test(call.line());
      }
    }
    return count.found();
  }

  private static Stream<Tests> python(Code file) {
    Count count = new Count(file);
    for (CodeFile.Function function : file.file().functions()) {
      if (!function.name().startsWith("test")) {
        continue;
      }
      if (function.decorators().stream().anyMatch(d -> d.endsWith("fixture"))) {
        continue;
      }
      boolean skipped = function.decorators().stream().anyMatch(d -> d.matches("(.*\\.)?skip"));
      if (skipped) {
        count.skipped(function.line());
      } else {
        count.test(function.line());
      }
    }
    return count.found();
  }

  private static Stream<Tests> go(Code file) {
    Count count = new Count(file);
    for (CodeFile.Function function : file.file().functions()) {
      boolean test =
          function.name().startsWith("Test")
              && !function.name().equals("TestMain")
              && function.parameters().stream().anyMatch(t -> t.is("testing"));
      if (test) {
        count.test(function.line());
      }
    }
    return count.found();
  }
}
