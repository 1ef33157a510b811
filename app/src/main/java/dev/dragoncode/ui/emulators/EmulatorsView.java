package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.ConnectionFile;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The emulators screen: a card for each, and their logs. */
public final class EmulatorsView extends BorderPane {

  private static final int COLUMNS = 3;

  private final EmulatorsViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final EmulatorActions actions;
  private final Button add;
  private final Button snapshots;
  private final Label summary = Nodes.label("", "sub");
  private final GridPane grid = new GridPane(12, 12);
  private final VBox problems = new VBox(12);
  private final EmptyPane empty;
  private final Map<String, EmulatorCardView> cards = new LinkedHashMap<>();
  private final DataTabViewModel data;
  private final DataTab dataTab;
  private final LogPanel log;
  private final Button startAll;
  private final Button stopAll;
  private final MenuButton copyEnv = new MenuButton(text("emulators.copyEnv"));

  public EmulatorsView(
      EmulatorsViewModel model,
      DataTabViewModel data,
      Consumer<Remedy.Action> remedies,
      EmulatorActions actions) {
    this.model = model;
    this.data = data;
    this.dataTab = new DataTab(data, remedies, actions);
    this.remedies = remedies;
    this.actions = actions;
    this.log = new LogPanel(model, actions::save);
    empty =
        new EmptyPane(
            "fth-box",
            text("emulators.empty.title"),
            text("emulators.empty.hint"),
            Nodes.button(text("emulators.empty.edit"), actions::edit));
    getStyleClass().addAll("screen", "emulators");
    startAll = Nodes.button(text("emulators.startAll"), model::startAll);
    stopAll = Nodes.button(text("emulators.stopAll"), model::stopAll);
    startAll.setId("emulators-start-all");
    stopAll.setId("emulators-stop-all");
    fillCopyMenu();
    add = Nodes.button(text("emulators.add"), this::offer);
    add.setId("emulators-add");
    snapshots = Nodes.button(text("snapshots.open"), this::showSnapshots);
    snapshots.setId("emulators-snapshots");
    for (int i = 0; i < COLUMNS; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      grid.getColumnConstraints().add(column);
    }
    model.stackProperty().addListener((property, before, now) -> update());
    model.workProperty().addListener((property, before, now) -> update());
    model.planProblemsProperty().addListener((property, before, now) -> showProblems());
    model
        .explainedProperty()
        .addListener((property, before, now) -> {
          if (!now.isEmpty()) {
            explain(now);
          }
        });
    model
        .drilledProperty()
        .addListener((property, before, now) -> model.emulator(now).ifPresent(this::askDrill));
    showProblems();
    update();
  }

  private void update() {
    List<EmulatorSnapshot> emulators = model.emulators();
    List<String> ids = emulators.stream().map(EmulatorSnapshot::id).toList();
    if (!List.copyOf(cards.keySet()).equals(ids) || getCenter() == null) {
      rebuild(ids);
    }
    cards.values().forEach(EmulatorCardView::update);
    summary.setText(ids.isEmpty() ? none() : model.summary());
    Nodes.show(startAll, model.canStartAll());
    Nodes.show(stopAll, model.anyActive());
    copyEnv.setDisable(ids.isEmpty());
    snapshots.setDisable(ids.isEmpty());
  }

  private void showProblems() {
    problems
        .getChildren()
        .setAll(
            model.planProblemsProperty().get().stream()
                .map(problem -> new ProblemPane(problem, remedies))
                .toList());
    boolean some = !problems.getChildren().isEmpty();
    Nodes.show(problems, some);
    Nodes.show(empty, !some);
    if (cards.isEmpty()) {
      summary.setText(none());
    }
  }

  /** What the second line says where there is no card. */
  private String none() {
    return text(
        model.planProblemsProperty().get().isEmpty() ? "emulators.none" : "emulators.noneFits");
  }

  private void rebuild(List<String> ids) {
    cards.clear();
    grid.getChildren().clear();
    for (String id : ids) {
      EmulatorCardView card = new EmulatorCardView(model, id, false, actions::remove);
      grid.add(card, cards.size() % COLUMNS, cards.size() / COLUMNS);
      cards.put(id, card);
    }
    VBox titles = new VBox(2, Nodes.label(text("emulators.title"), "h1"), summary);
    HBox head = Nodes.row(14, titles, Nodes.spacer(), add, snapshots, copyEnv, startAll, stopAll);
    head.setMinHeight(46);
    VBox content = new VBox(head, problems);
    content.getStyleClass().add("screen-content");
    if (ids.isEmpty()) {
      VBox.setVgrow(empty, Priority.ALWAYS);
      content.getChildren().add(empty);
      setCenter(content);
      return;
    }
    log.setEmulators(model.emulators());
    StackPane lower = lower(logCard());
    VBox.setVgrow(lower, Priority.ALWAYS);
    content.getChildren().addAll(grid, lower);
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    setCenter(scroll);
  }

  /** The panel below the cards: one of its tabs at a time. */
  private StackPane lower(VBox logs) {
    logs.visibleProperty().bind(data.tabProperty().isEqualTo(PanelTab.LOGS));
    dataTab.visibleProperty().bind(data.tabProperty().isEqualTo(PanelTab.DATA));
    logs.managedProperty().bind(logs.visibleProperty());
    dataTab.managedProperty().bind(dataTab.visibleProperty());
    return new StackPane(logs, dataTab);
  }

  private VBox logCard() {
    HBox bar = new HBox(new PanelTabs(data.tabProperty()), Nodes.spacer(), log.controls());
    bar.getStyleClass().add("log-bar");
    VBox.setVgrow(log, Priority.ALWAYS);
    VBox card = new VBox(bar, log);
    card.getStyleClass().addAll("card", "log-card");
    card.setAlignment(Pos.TOP_LEFT);
    return card;
  }

  private void fillCopyMenu() {
    copyEnv.getStyleClass().add("btn");
    copyEnv.setMinWidth(USE_PREF_SIZE);
    for (Dialect dialect : Dialect.values()) {
      MenuItem item = new MenuItem(text("emulators.copy." + dialect.name()));
      item.setOnAction(event -> Nodes.copy(model.settings(dialect)));
      copyEnv.getItems().add(item);
    }
    copyEnv.getItems().add(new SeparatorMenuItem());
    for (ConnectionFile kind : ConnectionFile.values()) {
      MenuItem item = new MenuItem(text("connect." + kind));
      item.setId("connect-" + kind);
      item.setOnAction(event -> preview(kind));
      copyEnv.getItems().add(item);
    }
  }

  /** Shows the snapshots of the stack. */
  public void showSnapshots() {
    new SnapshotsSheet(this, model, remedies).show();
  }

  /** Shows the catalog, to choose from. */
  public void offer() {
    AddEmulatorSheet.show(this, actions);
  }

  /** Shows what a file becomes that takes the connection settings. */
  public void preview(ConnectionFile kind) {
    actions.preview(
        kind, changes -> WriteSettingsSheet.show(this, changes, () -> actions.write(changes)));
  }

  private void explain(String id) {
    model
        .emulator(id)
        .ifPresent(emulator -> EmulatorDetails.show(this, model, emulator, remedies, actions));
  }

  private void askDrill(EmulatorSnapshot emulator) {
    new DrillSheet(this, emulator, actions::drill).show();
  }
}
