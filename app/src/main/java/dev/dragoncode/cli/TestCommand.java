package dev.dragoncode.cli;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestRunJson;
import dev.dragoncode.run.TestSuite;
import dev.dragoncode.service.run.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
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
      terminal.line(Json.text(TestRunJson.of(run)));
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
    run.coverage()
        .ifPresent(coverage ->
            terminal.line(
                "Coverage %s (%d of %d %s)"
                    .formatted(
                        coverage.count().percent(),
                        coverage.count().covered(),
                        coverage.count().total(),
                        coverage.unit().name().toLowerCase(Locale.ROOT))));
    run.problem()
        .ifPresent(
            problem -> problem.remedies().forEach(remedy -> terminal.line("  - " + remedy.text())));
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
}
