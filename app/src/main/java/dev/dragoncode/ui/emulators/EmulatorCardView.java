package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Sparkline;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** One emulator as a card: state, what it runs, what it uses, how to connect. */
public final class EmulatorCardView extends VBox {

  private final EmulatorsViewModel model;
  private final boolean compact;
  private final String id;
  private final StateDot dot = new StateDot(Tone.IDLE);
  private final Label name = Nodes.label("", "name");
  private final Label state = Nodes.label("", "state");
  private final Label artifact = Nodes.label("", "artifact");
  private final Sparkline sparkline = new Sparkline();
  private final ProgressBar progress = new ProgressBar();
  private final Region gap = Nodes.spacer();
  private final Label usage = new Label();
  private final Label value = Nodes.label("", "value");
  private final Button copy;
  private final Button act;
  private final MenuItem start = new MenuItem(text("emulator.start"));
  private final MenuItem stop = new MenuItem(text("emulator.stop"));
  private final MenuItem page = new MenuItem(text("emulator.openPage"));
  private final MenuItem client = new MenuItem(text("emulator.copyClient"));
  private final MenuItem shell = new MenuItem(text("emulator.shell"));
  private final MenuItem restart = new MenuItem(text("emulator.restart"));
  private final MenuItem drill = new MenuItem(text("emulator.drill"));
  private final StatusTag drillTag = new StatusTag("", Tone.WARN);
  private final HBox drillRow;
  private final HBox middle;
  private final Timeline clock;
  private final MenuItem reset = new MenuItem(text("emulator.reset"));
  private EmulatorCard content;

  /**
   * @param compact shows the variable's name instead of its value
   * @param remove takes the emulator out of the project
   */
  public EmulatorCardView(
      EmulatorsViewModel model, String id, boolean compact, Consumer<String> remove) {
    this.model = model;
    this.compact = compact;
    this.id = id;
    this.content = model.card(id);
    getStyleClass().addAll("card", "emulator-card");
    setId("emulator-" + id);
    setFocusTraversable(true);
    setMinWidth(0);
    setMinHeight(USE_PREF_SIZE);
    usage.getStyleClass().add("usage");
    usage.setMinWidth(USE_PREF_SIZE);
    state.setMinWidth(USE_PREF_SIZE);
    copy =
        Nodes.copyButton(
            text("copy"), text("copied"), text("copy.value"), () -> content.copyValue());
    act = Nodes.copyButton("", "", "", () -> "");
    act.setOnAction(event -> startOrExplain());

    HBox head = Nodes.row(9, dot, name, Nodes.spacer(), state);
    progress.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(progress, Priority.ALWAYS);
    middle = Nodes.row(10, sparkline, progress, gap, usage);
    middle.setMinHeight(18);
    Button endNow = Nodes.copyButton(text("drill.endNow"), "", "", () -> "");
    endNow.setId("end-drill-" + id);
    endNow.setOnAction(event -> model.endDrill(id));
    drillRow = Nodes.row(8, drillTag, Nodes.spacer(), endNow);
    clock = new Timeline(new KeyFrame(Duration.seconds(1), event -> tick()));
    clock.setCycleCount(Timeline.INDEFINITE);
    Region line = new Region();
    line.getStyleClass().add("separator-line");
    HBox.setHgrow(value, Priority.ALWAYS);
    value.setMaxWidth(Double.MAX_VALUE);
    value.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    HBox foot = Nodes.row(6, value, act, copy);
    foot.setMinHeight(21);
    getChildren().setAll(head, artifact, middle, drillRow, line, foot);
    installMenu(remove);
    setOnMouseClicked(event -> requestFocus());
    setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER && event.getTarget() == this) {
        startOrExplain();
        event.consume();
      }
    });
    update();
  }

  /** Takes the newest content from the view model. */
  public void update() {
    content = model.card(id);
    dot.show(content.tone());
    name.setText(content.name());
    name.setTooltip(compact ? new Tooltip(content.name()) : null);
    state.setText(content.stateText());
    // beside a button that starts it, a small card has better use for the room
    Nodes.show(state, !compact || !content.canStart() || content.problem().isPresent());
    artifact.setText(compact ? content.image() : content.artifact());
    artifact.setTooltip(content.why().isEmpty() ? null : new Tooltip(explanation()));
    boolean fetching = content.progress().isPresent();
    Nodes.show(progress, fetching);
    Nodes.show(gap, !fetching);
    Nodes.show(sparkline, !fetching);
    content.progress().ifPresent(progress::setProgress);
    sparkline.show(content.cpuHistory());
    usage.setText(content.usage());
    showDrill();
    boolean broken = content.problem().isPresent();
    value.getStyleClass().removeAll("bad", "idle");
    if (broken) {
      value.setText(content.problem().map(problem -> problem.title()).orElse(""));
      value.getStyleClass().add("bad");
    } else {
      String shown = compact ? content.variable().orElse("") : content.shownValue();
      String none = text(content.completed() ? "emulator.ofJob" : "emulator.noPort");
      value.setText(shown.isEmpty() ? none : shown);
      if (content.tone() != Tone.OK) {
        value.getStyleClass().add("idle");
      }
    }
    act.setText(actText(broken));
    act.setAccessibleText(act.getText() + " " + content.name());
    Nodes.show(act, content.canStart() || content.seedsChanged());
    reset.setText(text(content.seedsChanged() ? "emulator.seedAgain" : "emulator.reset"));
    Nodes.show(copy, !broken && !content.copyValue().isEmpty() && !content.canStart());
    start.setDisable(!content.canStart());
    stop.setDisable(!content.canStop());
    restart.setDisable(!content.canStop());
    shell.setDisable(!content.canStop());
    drill.setDisable(!content.canDrill());
    client.setDisable(model.client(id).isEmpty());
    page.setVisible(model.page(id).isPresent());
    page.setDisable(!content.canStop());
    setAccessibleText(content.name() + ", " + content.stateText() + ", " + content.artifact());
  }

  /** A drill stands where the readings are, which it makes meaningless. */
  private void showDrill() {
    boolean drilled = content.drill().isPresent();
    Nodes.show(middle, !drilled);
    Nodes.show(drillRow, drilled);
    content.drill().ifPresent(words -> drillTag.show(words, Tone.WARN));
    if (drilled) {
      clock.play();
    } else {
      clock.stop();
    }
  }

  private void tick() {
    if (getScene() == null) {
      clock.stop();
    } else {
      update();
    }
  }

  private String actText(boolean broken) {
    if (broken) {
      return text("emulator.explain");
    }
    if (content.completed()) {
      return text("emulator.runAgain");
    }
    return text(content.canStart() ? "emulator.start" : "emulator.seedsNew");
  }

  private void askForReset() {
    model.emulator(id).ifPresent(emulator -> ResetSheet.show(this, model, emulator));
  }

  private String explanation() {
    StringBuilder words = new StringBuilder(content.why());
    for (String gap : content.gaps()) {
      words.append("\n•  ").append(gap);
    }
    return words.toString();
  }

  private void startOrExplain() {
    if (content.problem().isPresent()) {
      model.explain(id);
    } else if (content.canStart()) {
      model.start(id);
    } else if (content.seedsChanged()) {
      askForReset();
    }
  }

  private void installMenu(Consumer<String> remove) {
    start.setOnAction(event -> model.start(id));
    stop.setOnAction(event -> model.stop(id));
    restart.setOnAction(event -> model.restart(id));
    reset.setOnAction(event -> askForReset());
    MenuItem copyAll = new MenuItem(text("emulator.copyVariables"));
    copyAll.setOnAction(event -> Nodes.copy(model.dotenv(id)));
    shell.setOnAction(event -> model.openShell(id));
    client.setOnAction(event -> model.client(id).ifPresent(Nodes::copy));
    page.setOnAction(event -> model.openPage(id));
    drill.setOnAction(event -> model.askDrill(id));
    MenuItem details = new MenuItem(text("emulator.details"));
    details.setOnAction(event -> model.explain(id));
    MenuItem logs = new MenuItem(text("emulator.showLogs"));
    logs.setOnAction(event -> model.showLogsOf(id));
    MenuItem takeOut = new MenuItem(text("emulator.remove"));
    takeOut.setOnAction(event -> remove.accept(id));
    ContextMenu menu =
        new ContextMenu(
            start,
            stop,
            restart,
            reset,
            new SeparatorMenuItem(),
            page,
            copyAll,
            client,
            shell,
            logs,
            details,
            new SeparatorMenuItem(),
            drill,
            new SeparatorMenuItem(),
            takeOut);
    setOnContextMenuRequested(event -> {
      menu.show(this, event.getScreenX(), event.getScreenY());
      event.consume();
    });
  }
}
