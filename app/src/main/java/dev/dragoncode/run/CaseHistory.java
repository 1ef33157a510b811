package dev.dragoncode.run;

import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the last runs tell of single tests: which are flaky, and which are slow.
 *
 * @param runs how many were looked at
 */
public record CaseHistory(int runs, List<Flaky> flaky, List<Slow> slow) {

  /** Less is quick enough for everybody. */
  private static final Duration SLOW = Duration.ofMillis(200);

  private static final int MOST = 50;

  public CaseHistory {
    flaky = List.copyOf(flaky);
    slow = List.copyOf(slow);
  }

  /**
   * A test that passed and failed though no file had changed, or passed only when tried again.
   *
   * @param failed in how many runs, of those on unchanged files
   * @param of how many runs had it
   * @param last when it failed last
   */
  public record Flaky(String suite, String name, int failed, int of, Instant last) {}

  /**
   * A test that takes long.
   *
   * @param usual the middle one of its times
   * @param longest the longest of them
   */
  public record Slow(String suite, String name, Duration usual, Duration longest, int of) {}

  private record Seen(RunRecord run, TestCase test) {}

  private record Name(String suite, String name) {}

  /** Reads the runs of tests among these, newest first. */
  public static CaseHistory of(List<RunRecord> records) {
    Map<Name, List<Seen>> tests = new LinkedHashMap<>();
    int runs = 0;
    for (RunRecord record : records) {
      Optional<TestReport> report = report(record);
      runs += report.isPresent() ? 1 : 0;
      for (TestSuite suite : report.map(TestReport::suites).orElse(List.of())) {
        suite
            .cases()
            .forEach(each ->
                tests
                    .computeIfAbsent(new Name(suite.name(), each.name()), _ -> new ArrayList<>())
                    .add(new Seen(record, each)));
      }
    }
    List<Flaky> flaky = new ArrayList<>();
    List<Slow> slow = new ArrayList<>();
    tests.forEach((name, seen) -> {
      flaky(name, seen, flaky);
      slow(name, seen, slow);
    });
    flaky.sort(Comparator.comparing(Flaky::last).reversed());
    slow.sort(Comparator.comparing(Slow::usual).reversed());
    return new CaseHistory(runs, most(flaky), most(slow));
  }

  /** One that an older version kept otherwise tells nothing here. */
  private static Optional<TestReport> report(RunRecord record) {
    try {
      return record.kind() == Kind.TESTS
          ? Optional.of(TestRunJson.read(record.detail()))
          : Optional.empty();
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  private static <T> List<T> most(List<T> all) {
    return all.subList(0, Math.min(all.size(), MOST));
  }

  private static void flaky(Name name, List<Seen> seen, List<Flaky> into) {
    Map<String, List<Seen>> byFiles = new LinkedHashMap<>();
    seen.stream()
        .filter(each -> !each.run().tree().isEmpty() && each.test().result() != Result.SKIPPED)
        .forEach(
            each -> byFiles.computeIfAbsent(each.run().tree(), _ -> new ArrayList<>()).add(each));
    int failed = 0;
    Instant last = Instant.EPOCH;
    for (List<Seen> same : byFiles.values()) {
      boolean passed = same.stream().anyMatch(each -> each.test().result() == Result.PASSED);
      for (Seen each : same) {
        boolean fell = each.test().result() == Result.FAILED && passed;
        if (fell || each.test().flaky()) {
          failed++;
          last = last.isBefore(each.run().began()) ? each.run().began() : last;
        }
      }
    }
    if (failed > 0) {
      into.add(new Flaky(name.suite(), name.name(), failed, seen.size(), last));
    }
  }

  private static void slow(Name name, List<Seen> seen, List<Slow> into) {
    List<Duration> times =
        seen.stream()
            .filter(each -> each.test().result() == Result.PASSED)
            .map(each -> each.test().took())
            .sorted()
            .toList();
    if (!times.isEmpty() && times.get(times.size() / 2).compareTo(SLOW) >= 0) {
      into.add(
          new Slow(
              name.suite(),
              name.name(),
              times.get(times.size() / 2),
              times.getLast(),
              times.size()));
    }
  }
}
