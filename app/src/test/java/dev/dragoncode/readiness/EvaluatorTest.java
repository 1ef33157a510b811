package dev.dragoncode.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.SettingsFile;
import dev.dragoncode.project.TreeChange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final AtomicInteger readmeRuns = new AtomicInteger();
  private final AtomicInteger pomRuns = new AtomicInteger();

  @AfterEach
  void close() {
    pool.shutdownNow();
  }

  @Test
  void onlyChecksThatReadAChangedFileRunAgain() throws InterruptedException {
    FolderFixture folder = new FolderFixture().with("README.md", "a").with("pom.xml", "b");
    Evaluator evaluator = evaluator(reads("README.md", readmeRuns), reads("pom.xml", pomRuns));
    ProjectFacts facts = folder.facts(ProjectSettings.none());
    evaluate(evaluator, facts, TreeChange.all());

    folder.with("pom.xml", "changed");
    TreeChange change = new TreeChange(Set.of("pom.xml"), Set.of(), false, false);
    ProjectFacts after = facts.after(folder.index(), facts.settings(), change);
    ReadinessReport report = evaluate(evaluator, after, change);

    assertThat(readmeRuns).hasValue(1);
    assertThat(pomRuns).hasValue(2);
    assertThat(report.findings().getLast().summary()).isEqualTo("changed");
  }

  @Test
  void aFileThatAppearsWakesTheCheckThatLookedForIt() throws InterruptedException {
    FolderFixture folder = new FolderFixture();
    Evaluator evaluator = evaluator(reads("README.md", readmeRuns));
    ProjectFacts facts = folder.facts(ProjectSettings.none());
    assertThat(status(evaluate(evaluator, facts, TreeChange.all()))).isEqualTo(Status.FAIL);

    folder.with("README.md", "here");
    TreeChange change = new TreeChange(Set.of(), Set.of("README.md"), false, false);
    ProjectFacts after = facts.after(folder.index(), facts.settings(), change);

    assertThat(status(evaluate(evaluator, after, change))).isEqualTo(Status.PASS);
  }

  @Test
  void oneBrokenCheckIsAnErrorAndTheOthersGoOn() throws InterruptedException {
    Evaluator evaluator =
        evaluator(
            _ -> {
              throw new IllegalStateException("token=abcdef123456");
            },
            _ -> Verdict.pass("fine"));

    ReadinessReport report =
        evaluate(evaluator, new FolderFixture().facts(ProjectSettings.none()), TreeChange.all());

    assertThat(report.findings().getFirst().status()).isEqualTo(Status.ERROR);
    assertThat(report.findings().getFirst().summary()).doesNotContain("abcdef123456");
    assertThat(report.findings().getLast().status()).isEqualTo(Status.PASS);
    assertThat(report.tally().score()).isEqualTo(OptionalInt.of(100));
    assertThat(report.tally().coverage()).isEqualTo(OptionalInt.of(50));
    assertThat(report.level()).as("an open question blocks the level").isEmpty();
  }

  @Test
  void aWaiverCoversAGapInItsPathOnly() throws InterruptedException {
    String waiver =
        "waivers:\n  - {check: T-0, path: src, reason: r, owner: mona, expires: 2026-12-24}\n";

    assertThat(status(waived(waiver, "src/A.java"))).isEqualTo(Status.WAIVED);
    assertThat(waived(waiver, "src/A.java").findings().getFirst().summary())
        .isEqualTo("Waived until 2026-12-24 by mona: r");
    assertThat(status(waived(waiver, "other/A.java"))).isEqualTo(Status.FAIL);
    assertThat(status(waived(waiver, "src2/A.java"))).isEqualTo(Status.FAIL);
  }

  @Test
  void aWaiverOfAnUnknownCheckIsToldOf() throws InterruptedException {
    ReadinessReport report =
        waived("waivers:\n  - {check: T-O, reason: r, owner: o, expires: 2026-12-24}\n", "a");

    assertThat(report.settingsProblems())
        .singleElement()
        .extracting(p -> p.reason())
        .asString()
        .contains("no check \"T-O\"")
        .contains("did you mean T-0?");
  }

  @Test
  void nothingCheckedHasNoScore() throws InterruptedException {
    ReadinessReport report =
        evaluate(
            evaluator(_ -> Verdict.unknown("?"), _ -> Verdict.notApplicable("–")),
            new FolderFixture().facts(ProjectSettings.none()),
            TreeChange.all());

    assertThat(report.tally().score()).isEmpty();
    assertThat(report.tally().coverage()).isEqualTo(OptionalInt.of(0));
  }

  private ReadinessReport waived(String yaml, String evidence) throws InterruptedException {
    ProjectSettings settings =
        SettingsFile.read(yaml, Path.of("dragoncode.yaml"), LocalDate.of(2026, 11, 22)).settings();
    return evaluate(
        evaluator(_ -> Verdict.fail("gap", Excerpts.file(evidence))),
        new FolderFixture().facts(settings),
        TreeChange.all());
  }

  private static Status status(ReadinessReport report) {
    return report.findings().getFirst().status();
  }

  private static Function<ProjectView, Verdict> reads(String path, AtomicInteger runs) {
    return view -> {
      runs.incrementAndGet();
      return view.file(path)
          .flatMap(view::text)
          .map(text -> Verdict.pass(text))
          .orElseGet(() -> Verdict.fail("missing"));
    };
  }

  @SafeVarargs
  private Evaluator evaluator(Function<ProjectView, Verdict>... rules) {
    List<Check> checks =
        java.util.stream.IntStream.range(0, rules.length)
            .mapToObj(i -> (Check) new TestCheck("T-" + i, rules[i]))
            .toList();
    return new Evaluator(checks, _ -> List.of(), CLOCK, pool);
  }

  private static ReadinessReport evaluate(
      Evaluator evaluator, ProjectFacts facts, TreeChange change) throws InterruptedException {
    return evaluator.evaluate(facts, change, List.of(), Evaluator.Progress.NONE);
  }

  private record TestCheck(String id, Function<ProjectView, Verdict> rule) implements Check {
    @Override
    public CheckSpec spec() {
      return new CheckSpec(id, Phase.TEAM, "title", Weight.HIGH, Level.C, "why.", "fix.");
    }

    @Override
    public Depth depth() {
      return Depth.MANIFESTS;
    }

    @Override
    public Verdict decide(ProjectView view) {
      return rule.apply(view);
    }
  }
}
