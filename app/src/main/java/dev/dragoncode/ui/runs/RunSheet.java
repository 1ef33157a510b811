package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.run.RunControl;
import dev.dragoncode.service.run.RunOutput;
import dev.dragoncode.service.run.RunSnapshot;
import dev.dragoncode.service.run.RunSnapshot.State;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.control.LogView;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.fx.Sheets;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A run: what it prints while it goes on, then what it came to. The sheet may be closed meanwhile;
 * the run goes on, and is found here again.
 */
public final class RunSheet<T> {

  private final RunControl<T> control;
  private final Look<T> look;
  private final Consumer<Remedy.Action> remedies;
  private final InstantSource clock;
  private final ModalPane modal;
  private final StatusTag tag = new StatusTag("", Tone.INFO);
  private final Label summary = Nodes.label("", "title");
  private final VBox rows = new VBox(8);
  private final VBox problem = new VBox();
  private final LogView log = new LogView();
  private final Button stop;
  private final Button again;
  private RunOutput output = new RunOutput();
  private long next;

  /** What is particular to a kind of run. */
  public interface Look<T> {

    /** The sheet's title. */
    String title();

    /** How a result is told in a line. */
    Line line(T result);

    /** What of a result is worth a row of its own. */
    List<? extends Node> rows(T result);
  }

  /** A word in a colour, and what it is about. */
  public record Line(String word, Tone tone, String words) {}

  private RunSheet(
      Node owner,
      RunControl<T> control,
      Look<T> look,
      Consumer<Remedy.Action> remedies,
      InstantSource clock) {
    this.control = control;
    this.look = look;
    this.remedies = remedies;
    this.clock = clock;
    this.modal = Sheets.modal(owner);
    this.stop = Nodes.button(text("run.stop"), control::stop);
    this.again = Nodes.button(text("run.again"), control::start, "primary");
    stop.setId("run-stop");
    again.setId("run-again");
  }

  /**
   * Shows the run that goes on, or begins one.
   *
   * @param remedies carries out what a button asks for, such as opening a file
   */
  public static <T> void show(
      Node owner,
      RunControl<T> control,
      Look<T> look,
      UiDispatcher dispatcher,
      Consumer<Remedy.Action> remedies,
      InstantSource clock) {
    control.start();
    new RunSheet<>(owner, control, look, remedies, clock).show(dispatcher);
  }

  private void show(UiDispatcher dispatcher) {
    VBox sheet = Sheets.sheet(look.title());
    sheet.getStyleClass().addAll("wide", "run");
    HBox.setHgrow(summary, Priority.ALWAYS);
    summary.setMaxWidth(Double.MAX_VALUE);
    log.setPrefHeight(280);
    log.setMinHeight(140);
    Button close = Nodes.button(text("close"), () -> modal.hide(true));
    close.setId("run-close");
    sheet
        .getChildren()
        .addAll(
            Nodes.row(10, tag, summary),
            problem,
            rows,
            log,
            Nodes.row(10, stop, Nodes.spacer(), close, again));
    Subscription subscription = dispatcher.follow(control.runs(), this::update);
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

  private void update(RunSnapshot<T> snapshot) {
    if (snapshot.output() != output) {
      output = snapshot.output();
      next = 0;
      log.clear();
    }
    RunOutput.Since since = output.since(next);
    next = since.next();
    log.append(
        since.lines().stream()
            .map(line -> new LogLine(clock.instant(), "run", LogLine.Level.INFO, line))
            .toList());
    boolean running = snapshot.state() instanceof State.Running;
    Nodes.show(stop, running);
    Nodes.show(again, !running);
    problem.getChildren().clear();
    rows.getChildren().clear();
    switch (snapshot.state()) {
      case State.Idle<T>() -> say(new Line(text("run.idle"), Tone.IDLE, ""));
      case State.Running<T> now -> say(new Line(text("run.running"), Tone.INFO, now.doing()));
      case State.Stopped<T>() ->
          say(new Line(text("run.stopped"), Tone.WARN, text("run.stoppedWhy")));
      case State.Failed<T>(var why) -> {
        say(new Line(text("run.notRun"), Tone.BAD, ""));
        problem.getChildren().add(new ProblemPane(why, remedies));
      }
      case State.Ended<T>(T result) -> {
        say(look.line(result));
        rows.getChildren().addAll(look.rows(result));
      }
    }
    Nodes.show(problem, !problem.getChildren().isEmpty());
    Nodes.show(rows, !rows.getChildren().isEmpty());
  }

  private void say(Line line) {
    tag.show(line.word(), line.tone());
    summary.setText(line.words());
  }

  /** A row: a tag, what it is about, and below it why. */
  static HBox row(StatusTag tag, String title, String why) {
    Label name = Nodes.label(title, "title");
    Label words = Nodes.label(why, "where");
    VBox both = new VBox(1, name, words);
    both.setMinWidth(0);
    HBox.setHgrow(both, Priority.ALWAYS);
    return Nodes.row(10, tag.inColumn(), both);
  }
}
