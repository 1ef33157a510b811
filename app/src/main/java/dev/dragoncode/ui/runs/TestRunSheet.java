package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestSuite;
import dev.dragoncode.service.run.RunOutput;
import dev.dragoncode.service.run.TestControl;
import dev.dragoncode.service.run.TestsSnapshot;
import dev.dragoncode.service.run.TestsSnapshot.State;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.control.LogView;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.fx.Sheets;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A run of the project's tests: what it prints while it goes on, then what failed and where. It may
 * be closed meanwhile; the run goes on, and is found here again.
 */
public final class TestRunSheet {

  private static final String SOURCE = "tests";

  /** More failures than this are in the log. */
  private static final int SHOWN = 6;

  private final TestControl control;
  private final Consumer<Remedy.Action> remedies;
  private final InstantSource clock;
  private final ModalPane modal;
  private final StatusTag tag = new StatusTag("", Tone.INFO);
  private final Label summary = Nodes.label("", "title");
  private final VBox failures = new VBox(8);
  private final VBox problem = new VBox();
  private final LogView log = new LogView();
  private final Button stop;
  private final Button again;
  private RunOutput output = new RunOutput();
  private long next;

  private TestRunSheet(
      Node owner, TestControl control, Consumer<Remedy.Action> remedies, InstantSource clock) {
    this.control = control;
    this.remedies = remedies;
    this.clock = clock;
    this.modal = Sheets.modal(owner);
    this.stop = Nodes.button(text("tests.stop"), control::stop);
    this.again = Nodes.button(text("tests.again"), control::start, "primary");
    stop.setId("tests-stop");
    again.setId("tests-again");
  }

  /**
   * Shows the run that goes on, or begins one.
   *
   * @param remedies carries out what a button asks for, such as opening a file
   */
  public static void show(
      Node owner,
      TestControl control,
      UiDispatcher dispatcher,
      Consumer<Remedy.Action> remedies,
      InstantSource clock) {
    control.start();
    new TestRunSheet(owner, control, remedies, clock).show(dispatcher);
  }

  private void show(UiDispatcher dispatcher) {
    VBox sheet = Sheets.sheet(text("tests.title"));
    sheet.getStyleClass().addAll("wide", "test-run");
    HBox.setHgrow(summary, Priority.ALWAYS);
    summary.setMaxWidth(Double.MAX_VALUE);
    log.setPrefHeight(300);
    log.setMinHeight(180);
    Button close = Nodes.button(text("close"), () -> modal.hide(true));
    close.setId("tests-close");
    sheet
        .getChildren()
        .addAll(
            Nodes.row(10, tag, summary),
            problem,
            failures,
            log,
            Nodes.row(10, stop, Nodes.spacer(), close, again));
    Subscription subscription = dispatcher.follow(control.tests(), this::update);
    modal.show(sheet);
    close.requestFocus();
    sheet
        .sceneProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            subscription.close();
          }
        });
  }

  private void update(TestsSnapshot snapshot) {
    if (snapshot.output() != output) {
      output = snapshot.output();
      next = 0;
      log.clear();
    }
    RunOutput.Since since = output.since(next);
    next = since.next();
    log.append(
        since.lines().stream()
            .map(line -> new LogLine(clock.instant(), SOURCE, LogLine.Level.INFO, line))
            .toList());
    boolean running = snapshot.state() instanceof State.Running;
    Nodes.show(stop, running);
    Nodes.show(again, !running);
    problem.getChildren().clear();
    failures.getChildren().clear();
    switch (snapshot.state()) {
      case State.Idle() -> say(text("tests.idle"), Tone.IDLE, "");
      case State.Running(var since1, String doing, int retried) ->
          say(
              text("tests.running"),
              Tone.INFO,
              retried == 0 ? doing : text("tests.retried", doing, retried));
      case State.Stopped() -> say(text("tests.stopped"), Tone.WARN, text("tests.stoppedWhy"));
      case State.Failed(var why) -> {
        say(text("tests.notRun"), Tone.BAD, "");
        problem.getChildren().add(new ProblemPane(why, remedies));
      }
      case State.Ended(TestRun run) -> ended(run);
    }
    Nodes.show(problem, !problem.getChildren().isEmpty());
    Nodes.show(failures, !failures.getChildren().isEmpty());
  }

  private void say(String word, Tone tone, String words) {
    tag.show(word, tone);
    summary.setText(words);
  }

  private void ended(TestRun run) {
    String words = run.summary() + " · " + seconds(run.took());
    switch (run.outcome()) {
      case PASSED -> say(text("tests.passed"), Tone.OK, words);
      case FAILED -> say(text("tests.failed"), Tone.BAD, words);
      case NOTHING -> say(text("tests.nothing"), Tone.WARN, words);
    }
    List<HBox> rows =
        run.report().suites().stream()
            .flatMap(suite ->
                suite.cases().stream()
                    .filter(each -> each.result() == Result.FAILED || each.flaky())
                    .map(each -> row(suite, each)))
            .toList();
    failures.getChildren().addAll(rows.subList(0, Math.min(SHOWN, rows.size())));
    if (rows.size() > SHOWN) {
      failures
          .getChildren()
          .add(Nodes.label(text("tests.more", rows.size() - SHOWN), "faint"));
    }
  }

  private HBox row(TestSuite suite, TestCase test) {
    Label name = Nodes.label(test.name(), "title");
    Label why =
        Nodes.label(
            suite.name() + test.failure().map(f -> " · " + f.message()).orElse(""), "where");
    VBox words = new VBox(1, name, why);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row =
        Nodes.row(
            10,
            test.flaky()
                ? new StatusTag(text("tests.flaky"), Tone.WARN)
                : new StatusTag(text("tests.failed"), Tone.BAD),
            words);
    test.failure()
        .flatMap(TestCase.Failure::place)
        .ifPresent(place -> row.getChildren().add(link(place)));
    return row;
  }

  private Hyperlink link(Place place) {
    String name = place.file().substring(place.file().lastIndexOf('/') + 1);
    Hyperlink link = new Hyperlink(name + ":" + place.line());
    link.setMinWidth(Hyperlink.USE_PREF_SIZE);
    link.setOnAction(event ->
        remedies.accept(new Remedy.OpenFile(Path.of(place.file()), place.line())));
    return link;
  }

  private static String seconds(Duration took) {
    return text("tests.seconds", took.toMillis() / 1000.0);
  }
}
