package dev.dragoncode.ui.gallery;

import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRequest;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestSuite;
import dev.dragoncode.service.run.HookService;
import dev.dragoncode.service.run.RunControl;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.RunOutput;
import dev.dragoncode.service.run.RunSnapshot;
import dev.dragoncode.service.run.RunSnapshot.State;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import dev.dragoncode.ui.runs.HooksPane;
import dev.dragoncode.ui.runs.RunsView;
import dev.dragoncode.ui.runs.RunsViewModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/** The runs of an invented project, in each state of their screen. */
final class SampleRuns {

  private static final Path SHOP = Path.of("/home/dev/code/shop-api");
  private static final Path HOME = Path.of("target", "gallery");

  private static final String FAILURE =
      """
      {"total":5,"suites":[
        {"name":"shop.order.OrderTest","tests":[
          {"name":"placesAnOrder","result":"passed","seconds":0.412},
          {"name":"rejectsNegativeTotal","result":"failed","seconds":0.031,
           "message":"expected: \\"422 UNPROCESSABLE\\"","place":"src/test/java/shop/order/OrderTest.java:44",
           "details":"org.opentest4j.AssertionFailedError: \\nexpected: \\"422 UNPROCESSABLE\\"\\n but was: \\"200 OK\\"\\n\\tat shop.order.OrderTest.rejectsNegativeTotal(OrderTest.java:44)\\n\\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)"}]},
        {"name":"shop.cart.CartTest","tests":[
          {"name":"adds","result":"passed","seconds":0.002},
          {"name":"survivesARestart","result":"passed","seconds":1.904,"flaky":true},
          {"name":"convertsCurrencies","result":"skipped","seconds":0}]}],
       "coverage":{"unit":"lines","packages":[
        {"name":"shop.cart","files":[{"name":"Cart.java","covered":48,"total":52},{"name":"Prices.java","covered":21,"total":30}]},
        {"name":"shop.order","files":[{"name":"OrderController.java","covered":31,"total":64},{"name":"Orders.java","covered":12,"total":44}]}]}}
      """;

  private SampleRuns() {}

  /** The screen's states. */
  enum Look {
    CONTENT,
    EMPTY,
    LOADING,
    PROBLEM,
    RUNNING
  }

  static Node view(Look look) {
    RunsViewModel model =
        new RunsViewModel(
            SHOP,
            log(look),
            new Still(look),
            new UiDispatcher(),
            look == Look.LOADING ? work -> {} : Runnable::run,
            InstantSource.fixed(SampleWorld.NOW));
    HooksPane hooks = new HooksPane(new Clone(), model, action -> {});
    if (look == Look.RUNNING) {
      model.show(Kind.TESTS);
    }
    return new RunsView(
        model,
        List.of(
            new RunsView.Launch("run-hooks", "Hooks", () -> {}),
            new RunsView.Launch("run-audit", "Audit", () -> {}),
            new RunsView.Launch("run-profile", "Profile…", () -> {}),
            new RunsView.Launch("run-load", "Load…", () -> {})),
        Map.of(Kind.HOOKS, hooks),
        action -> {});
  }

  private static Supplier<RunLog> log(Look look) {
    return switch (look) {
      case EMPTY -> () -> new RunLog(new UserDatabase(HOME.resolve("none.db")), HOME);
      case PROBLEM ->
          () -> {
            throw Problem.of(
                    "Your settings cannot be read or saved",
                    "The database dragoncode.db does not answer: the disk is full.",
                    Remedy.of("Check that the folder can be written and that the disk is not full"))
                .asException();
          };
      default -> SampleRuns::filled;
    };
  }

  private static RunLog filled() {
    RunLog log = new RunLog(new UserDatabase(HOME.resolve("runs.db")), HOME.resolve("runs"));
    if (log.listed(SHOP, 1).isEmpty()) {
      keep(
          log,
          "a0",
          Kind.AUDIT,
          "Dependency audit",
          Outcome.FAILED,
          "143 packages · qs 6.5.2 has a known vulnerability",
          95,
          1_100,
          "{\"packages\":143,\"vulnerabilities\":[{\"id\":\"GHSA-hrpp-h998-j3pp\",\"severity\":\"high\","
              + "\"package\":\"qs\",\"version\":\"6.5.2\",\"stops\":true,\"summary\":\"Prototype"
              + " pollution\"}]}");
      keep(
          log,
          "h1",
          Kind.HOOKS,
          "Pre-commit",
          Outcome.PASSED,
          "format, tests",
          22,
          4_100,
          "{\"hooks\":[{\"name\":\"format\",\"result\":\"passed\",\"seconds\":0.4},"
              + "{\"name\":\"tests\",\"result\":\"passed\",\"seconds\":3.6},"
              + "{\"name\":\"docs\",\"result\":\"skipped\",\"seconds\":0}]}");
      keep(
          log,
          "a1",
          Kind.AUDIT,
          "Dependency audit",
          Outcome.FAILED,
          "143 packages · lodash 4.17.20 has a known vulnerability",
          10,
          900,
          "{\"packages\":143,\"vulnerabilities\":[{\"id\":\"GHSA-35jh-r3h4-6jhm\",\"severity\":\"critical\","
              + "\"package\":\"lodash\",\"version\":\"4.17.20\",\"stops\":true,\"summary\":\"Command"
              + " injection\"}]}");
      keep(
          log,
          "t1",
          Kind.TESTS,
          "Tests",
          Outcome.PASSED,
          "4 tests passed, 1 skipped",
          6,
          18_200,
          FAILURE.replace("\"failed\"", "\"passed\""));
      keep(
          log,
          "p1",
          Kind.PROBES,
          "Probes",
          Outcome.PASSED,
          "9 shown, 0 refuted, 1 open",
          4,
          21_400,
          "{\"probes\":[{\"check\":\"PRD-LIVE\",\"outcome\":\"shown\",\"summary\":\"200\"}]}");
      keep(
          log,
          "t2",
          Kind.TESTS,
          "Tests",
          Outcome.FAILED,
          "1 of 4 tests failed, 1 skipped",
          2,
          17_900,
          FAILURE);
    }
    try {
      Files.writeString(log.folder("h1").resolve(RunLog.OUTPUT), "│  docs (skip)\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return log;
  }

  private static void keep(
      RunLog log,
      String id,
      Kind kind,
      String title,
      Outcome outcome,
      String summary,
      int minutes,
      long millis,
      String detail) {
    Duration took = Duration.ofMillis(millis);
    log.keep(
        SHOP,
        new RunRecord(
            id,
            kind,
            title,
            outcome,
            summary,
            List.of(kind == Kind.PROBES ? "mvn spring-boot:run" : "mvn test"),
            Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/shop"),
            "4fcb1da32697794a7cd86107f7af7816631314b3",
            "211f3a229b9ef4ad175d023dbd1d9ccf",
            SampleWorld.NOW.minus(Duration.ofMinutes(minutes)).minus(took),
            took,
            detail));
  }

  /** Tests that stand still. */
  private record Still(Look look) implements RunsViewModel.Tests, RunControl<TestRun> {
    @Override
    public RunControl<TestRun> control() {
      return this;
    }

    @Override
    public SnapshotSource<RunSnapshot<TestRun>> runs() {
      Instant since = SampleWorld.NOW.minusSeconds(12);
      TestReport report =
          new TestReport(
              List.of(
                  new TestSuite(
                      "shop.cart.CartTest",
                      List.of(
                          new TestCase(
                              "adds",
                              TestCase.Result.PASSED,
                              Duration.ofMillis(2),
                              Optional.empty(),
                              false)))));
      State<TestRun> state =
          look == Look.RUNNING
              ? new State.Running<>(
                  since,
                  "mvn test",
                  Optional.of(new TestRun(List.of(), report, since, Duration.ofSeconds(12))))
              : new State.Idle<>();
      return new SnapshotPublisher<>(new RunSnapshot<>(1, state, new RunOutput()));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void run(TestRequest request) {}

    @Override
    public Subscription whenSaved(Runnable saved) {
      return () -> {};
    }
  }

  private record Clone() implements HooksPane.Hooks {
    @Override
    public void state(Consumer<HookService.State> show) {
      show.accept(
          new HookService.State(
              Optional.of(
                  new dev.dragoncode.run.hooks.HookPlan(
                      dev.dragoncode.run.hooks.HookPlan.Tool.LEFTHOOK,
                      "lefthook.yml",
                      List.of("format", "tests"),
                      List.of("pre-commit"))),
              List.of(),
              List.of()));
    }

    @Override
    public void install(boolean on, Runnable done) {}
  }
}
