package dev.dragoncode.ui.load;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.load.LoadSnapshot;
import dev.dragoncode.service.load.LoadSnapshot.State;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.fx.Sheets;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A load run: what is asked for, its figures while it goes on, what it came to. The sheet may be
 * closed meanwhile; the run goes on, and is found here again.
 */
public final class LoadSheet {

  private final LoadViewModel model;
  private final Opener opener;
  private final ModalPane modal;
  private final VBox sheet = Sheets.sheet(text("load.title"));
  private final VBox content = new VBox(14);
  private final StatusTag tag = new StatusTag("", Tone.INFO);
  private final Label doing = Nodes.label("", "title");
  private final HBox line = Nodes.row(10, tag, doing);
  private final LoadLive running = new LoadLive();
  private final Button begin;
  private final Button stop;
  private final Button again;
  private final LoadFields fields;
  private boolean asking;

  /** What the sheet needs of the window. */
  public interface Opener {

    /** Does it once what is in the folder may run. */
    void onceTrusted(Runnable work);

    /** Shows a run of the history. */
    void show(RunRecord run);

    /** Carries out a remedy. */
    void act(Remedy.Action action);
  }

  private LoadSheet(Node owner, LoadViewModel model, Opener opener) {
    this.model = model;
    this.opener = opener;
    this.modal = Sheets.modal(owner);
    this.begin = Nodes.button(text("load.begin"), this::begin, "primary");
    this.stop = Nodes.button(text("load.stop"), model::stop);
    this.again = Nodes.button(text("load.again"), this::ask, "primary");
    begin.setId("load-begin");
    stop.setId("load-stop");
    again.setId("load-again");
    this.fields = new LoadFields(model.form(), model.knownProperty(), this::begin);
  }

  /** Shows the run that goes on, or asks for one. */
  public static void show(Node owner, LoadViewModel model, Opener opener) {
    model.look();
    new LoadSheet(owner, model, opener).show();
  }

  private void show() {
    sheet.getStyleClass().addAll("load");
    HBox.setHgrow(doing, Priority.ALWAYS);
    doing.setMaxWidth(Double.MAX_VALUE);
    Button close = Nodes.button(text("close"), () -> modal.hide(true));
    close.setId("load-close");
    begin.disableProperty().bind(fields.goodProperty().not());
    sheet
        .getChildren()
        .addAll(line, content, Nodes.row(10, stop, Nodes.spacer(), close, again, begin));
    model.snapshotProperty().addListener(new Follow());
    asking = !model.goesOn();
    modal.show(sheet);
    update(model.snapshotProperty().get());
  }

  /**
   * Follows the model as long as the sheet is the one that is open. Its scene does not tell: the
   * fields' marks are put around everything, which takes it out of the scene for a moment.
   */
  private final class Follow implements ChangeListener<LoadSnapshot> {
    @Override
    public void changed(
        ObservableValue<? extends LoadSnapshot> property, LoadSnapshot before, LoadSnapshot now) {
      if (sheet.equals(modal.getContent())) {
        update(now);
      } else {
        property.removeListener(this);
      }
    }
  }

  private void ask() {
    asking = true;
    update(model.snapshotProperty().get());
  }

  private void begin() {
    if (begin.isDisabled()) {
      return;
    }
    LoadForm form = fields.form();
    Runnable start =
        () -> {
          asking = false;
          model.start(form);
        };
    if (form.startsService()) {
      opener.onceTrusted(start);
    } else {
      start.run();
    }
  }

  private void update(LoadSnapshot snapshot) {
    if (model.goesOn()) {
      asking = false;
    }
    Nodes.show(line, !asking);
    Nodes.show(begin, asking);
    Nodes.show(stop, model.goesOn());
    Nodes.show(again, !asking && !model.goesOn());
    if (asking) {
      fill(fields);
      fields.focus();
      return;
    }
    switch (snapshot.state()) {
      case State.Idle() -> ask();
      case State.Starting(var asked, String what) -> {
        say(text("load.starting"), Tone.INFO, what.isEmpty() ? asked.words() : what);
        fill(running);
        running.show(List.of(), asked);
      }
      case State.Running(var asked) -> {
        say(text("run.running"), Tone.INFO, asked.words());
        fill(running);
        running.show(snapshot.figures(), asked);
      }
      case State.Stopped() -> {
        say(text("run.stopped"), Tone.WARN, text("run.stoppedWhy"));
        content.getChildren().clear();
      }
      case State.Failed(Problem problem) -> {
        say(text("run.notRun"), Tone.BAD, "");
        fill(new ProblemPane(problem, opener::act));
      }
      case State.Ended(LoadResult result) -> ended(result);
    }
  }

  private void ended(LoadResult result) {
    boolean bad = result.missed() || result.end() == LoadResult.End.GAVE_UP;
    say(
        bad ? text("load.missed") : text("run.ended"),
        bad ? Tone.BAD : result.bad() > 0 || !result.keptUp() ? Tone.WARN : Tone.OK,
        result.summary());
    fill(new LoadPane(result, LoadPane.Beside.nothing()));
    model.beside(
        result,
        beside -> {
          if (!asking && model.snapshotProperty().get().state() instanceof State.Ended) {
            Consumer<RunRecord> open =
                run -> {
                  modal.hide(true);
                  opener.show(run);
                };
            fill(new LoadPane(result, LoadHistories.shown(beside, open)));
          }
        });
  }

  private void fill(Node node) {
    if (!content.getChildren().equals(List.of(node))) {
      content.getChildren().setAll(node);
    }
  }

  private void say(String word, Tone tone, String words) {
    tag.show(word, tone);
    doing.setText(words);
  }
}
