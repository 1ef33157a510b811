package dev.dragoncode.bench;

import dev.dragoncode.readiness.ReportText;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.service.ReadinessService;
import dev.dragoncode.service.ReadinessSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Checks a folder once and prints the report: the whole process that the benchmark measures. */
final class CheckOnce {

  private CheckOnce() {}

  public static void main(String[] args) throws InterruptedException {
    try (ReadinessService service =
        new ReadinessService(Path.of(args[0]), Checks::evaluator, List.of(), Clock.systemUTC())) {
      ReadinessSnapshot snapshot = service.once();
      System.out.print(
          ReportText.render(snapshot.project(), snapshot.report().orElseThrow(), false));
    }
  }
}
