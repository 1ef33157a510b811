package dev.dragoncode.service.run;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.run.ServicePlan;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRequest;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.hooks.HookRun;
import dev.dragoncode.run.probe.Shown;
import dev.dragoncode.service.rotate.DatabaseRotation;
import dev.dragoncode.service.rotate.Rotated;
import dev.dragoncode.service.rotate.RotationService.Request;
import dev.dragoncode.service.rotate.RotationStep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** All that can be launched for one open project. */
public final class ProjectRuns implements AutoCloseable {

  private final Path project;
  private final TestService service;
  private final Surroundings around;
  private final InstantSource clock;
  private final LiveRun<TestRun> tests;
  private final LiveRun<List<Shown>> probes;
  private final LiveRun<Rotated> rotations;
  private final LiveRun<HookRun> hooks;
  private final HookService hookService;

  /**
   * Where the runs of a project get what they need.
   *
   * @param trusted whether what the folder brings may run
   * @param emulators as they are now
   * @param settings the variables of the emulators that run
   * @param store one among them that may be taken away; empty for none
   * @param proved to be called when a run has kept its proofs
   * @param log keeps the runs
   */
  public record Surroundings(
      BooleanSupplier trusted,
      Supplier<List<EmulatorSnapshot>> emulators,
      Supplier<Map<String, String>> settings,
      Supplier<Optional<ProbeService.Store>> store,
      Runnable proved,
      Supplier<RunLog> log) {}

  /**
   * @param project its real path
   */
  public ProjectRuns(
      Path project,
      TestService tests,
      ProbeService probes,
      RotationRuns rotations,
      HookService hooks,
      Surroundings around,
      InstantSource clock) {
    this.project = project;
    this.service = tests;
    this.around = around;
    this.clock = clock;
    this.tests =
        new LiveRun<>(
            around.trusted(),
            telling ->
                tests.run(
                    project, around.settings().get(), TestRequest.ALL, testing(telling, clock)),
            around.proved(),
            clock);
    this.probes =
        new LiveRun<>(
            around.trusted(),
            telling ->
                probes.run(
                    project, around.settings().get(), around.store().get(), new Probing(telling)),
            around.proved(),
            clock);
    this.rotations =
        new LiveRun<>(
            () -> true, // it runs nothing of the project
            telling ->
                rotations.rotate(
                    project, around.emulators().get(), Request.USUAL, new Rotating(telling)),
            around.proved(),
            clock);
    this.hookService = hooks;
    this.hooks =
        new LiveRun<>(
            around.trusted(),
            telling -> {
              telling.doing("pre-commit");
              return hooks.run(project, false, line -> telling.line(line.text()));
            },
            around.proved(),
            clock);
  }

  public RunControl<TestRun> tests() {
    return tests;
  }

  /** Runs some of the tests; nothing where a run goes on. Returns at once. */
  public void test(TestRequest request) {
    tests.start(
        telling -> service.run(project, around.settings().get(), request, testing(telling, clock)));
  }

  private static Testing testing(LiveRun.Telling<TestRun> telling, InstantSource clock) {
    return new Testing(telling, clock, clock.instant());
  }

  public RunControl<List<Shown>> probes() {
    return probes;
  }

  public RunControl<Rotated> rotations() {
    return rotations;
  }

  public RunControl<HookRun> hooks() {
    return hooks;
  }

  /** Looks at the hooks of this clone, and installs them. */
  public HookService hookService() {
    return hookService;
  }

  /** The runs that are kept; opened when it is first asked for. */
  public Supplier<RunLog> log() {
    return around.log();
  }

  @Override
  public void close() {
    tests.close();
    probes.close();
    rotations.close();
    hooks.close();
  }

  private record Testing(LiveRun.Telling<TestRun> telling, InstantSource clock, Instant began)
      implements TestService.Listener {
    @Override
    public void begins(TestPlan plan) {
      telling.doing(plan.shown());
    }

    @Override
    public void prints(OutputLine line) {
      telling.line(line.text());
    }

    @Override
    public void reports(TestReport soFar) {
      telling.soFar(new TestRun(List.of(), soFar, began, Duration.between(began, clock.instant())));
    }

    @Override
    public void triesAgain(int failed) {
      telling.doing(
          "once more, since " + failed + (failed == 1 ? " test failed" : " tests failed"));
    }
  }

  private record Rotating(LiveRun.Telling<Rotated> telling) implements DatabaseRotation.Listener {
    @Override
    public void waits(String words) {
      telling.doing(words);
    }

    @Override
    public void took(RotationStep step) {
      telling.line("%7.3f s  %s".formatted(step.took().toMillis() / 1000.0, step.words()));
    }
  }

  private record Probing(LiveRun.Telling<List<Shown>> telling) implements ProbeService.Listener {
    @Override
    public void starts(ServicePlan plan) {
      telling.doing(plan.shown());
    }

    @Override
    public void prints(OutputLine line) {
      telling.line(line.text());
    }

    @Override
    public void answers(String address) {
      telling.doing("probing " + address);
    }

    @Override
    public void shown(Shown shown) {
      telling.line(
          "%-8s %s: %s"
              .formatted(
                  shown.outcome().name().toLowerCase(Locale.ROOT), shown.check(), shown.summary()));
    }
  }
}
