package dev.dragoncode.cli;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestSuite;
import dev.dragoncode.service.run.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a project's tests and says what they came to. */
@Command(
    name = "test",
    description =
        "Runs the project's tests as its build does, and keeps the result as a proof of VAL-PASS.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final TrustedFolder project = new TrustedFolder();

  @Option(names = "--json", description = "Prints JSON; the runner's own output goes to stderr.")
  private boolean json;

  TestCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = project.demand(services, "test");
    TestRun run = services.tests().run(folder, services.settings(folder), new Printing());
    if (json) {
      terminal.line(Json.text(json(run)));
    } else {
      print(run);
    }
    return run.outcome() == TestRun.Outcome.PASSED ? Exit.OK : Exit.GAPS;
  }

  /** Hands on what the runner prints, apart from the results where those are JSON. */
  private final class Printing implements TestService.Listener {
    @Override
    public void begins(TestPlan plan) {
      terminal.note(terminal.color("2", "> " + plan.shown()));
    }

    @Override
    public void prints(OutputLine line) {
      // events of `go test -json` are for programs; their results are printed at the end
      if (line.text().startsWith("{\"Time\"")) {
        return;
      }
      if (json) {
        terminal.note(line.text());
      } else {
        terminal.line(line.text());
      }
    }

    @Override
    public void triesAgain(int failed) {
      terminal.note(
          terminal.color(
              "2", (failed == 1 ? "1 test failed" : failed + " tests failed") + "; once more"));
    }
  }

  private void print(TestRun run) {
    terminal.line("");
    for (TestSuite suite : run.report().suites()) {
      for (TestCase test : suite.cases()) {
        if (test.result() == Result.FAILED) {
          terminal.line(terminal.color("31", "FAILED ") + suite.name() + " " + test.name());
          test.failure().ifPresent(this::print);
        } else if (test.flaky()) {
          terminal.line(terminal.color("33", "FLAKY  ") + suite.name() + " " + test.name());
          test.failure().ifPresent(this::print);
        }
      }
    }
    terminal.line(
        terminal.color(
                switch (run.outcome()) {
                  case PASSED -> "32;1";
                  case FAILED -> "31;1";
                  case NOTHING -> "33;1";
                },
                run.summary())
            + " · "
            + seconds(run.took()));
    if (run.outcome() == TestRun.Outcome.NOTHING) {
      terminal.line("That proves nothing: VAL-PASS stays unknown.");
    }
  }

  private void print(Failure failure) {
    if (!failure.message().isBlank()) {
      terminal.line("       " + failure.message());
    }
    failure.place().ifPresent(place -> terminal.line("       " + words(place)));
  }

  private static String words(Place place) {
    return "at " + place.file() + ":" + place.line();
  }

  private static String seconds(Duration took) {
    return "%.1f s".formatted(took.toMillis() / 1000.0);
  }

  private static Map<String, Object> json(TestRun run) {
    TestReport report = run.report();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("outcome", run.outcome().name().toLowerCase(Locale.ROOT));
    all.put("summary", run.summary());
    all.put("total", report.total());
    all.put("passed", report.count(Result.PASSED));
    all.put("failed", report.count(Result.FAILED));
    all.put("skipped", report.count(Result.SKIPPED));
    all.put("flaky", report.flaky().size());
    all.put("seconds", run.took().toMillis() / 1000.0);
    all.put("began", run.began().toString());
    all.put(
        "commands",
        run.commands().stream()
            .map(each -> Map.of("command", each.plan().shown(), "exitCode", each.exitCode()))
            .toList());
    all.put("suites", report.suites().stream().map(TestCommand::json).toList());
    return all;
  }

  private static Map<String, Object> json(TestSuite suite) {
    List<Map<String, Object>> tests = suite.cases().stream().map(TestCommand::json).toList();
    return ordered(
        "name", suite.name(), "seconds", suite.took().toMillis() / 1000.0, "tests", tests);
  }

  private static Map<String, Object> json(TestCase test) {
    Map<String, Object> one =
        ordered(
            "name",
            test.name(),
            "result",
            test.result().name().toLowerCase(Locale.ROOT),
            "seconds",
            test.took().toMillis() / 1000.0);
    if (test.flaky()) {
      one.put("flaky", true);
    }
    test.failure()
        .ifPresent(failure -> {
          one.put("message", failure.message());
          failure.place().ifPresent(place -> one.put("place", place.file() + ":" + place.line()));
        });
    return one;
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
