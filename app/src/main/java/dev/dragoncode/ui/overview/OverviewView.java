package dev.dragoncode.ui.overview;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Tally;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.PhasePath;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.emulators.EmulatorCardView;
import dev.dragoncode.ui.readiness.CheckRow;
import dev.dragoncode.ui.readiness.ReadinessViewModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The first screen of a project: where it stands, the next steps, its emulators. */
public final class OverviewView extends BorderPane {

  /** What the overview's buttons lead to. */
  public interface Navigation {

    void openReadiness(Phase phase);

    void openCheck(String id);

    /** Shows a check, and over it what its fix would do. */
    void openFix(String id);

    void openEmulators();

    void openInEditor();

    /** Takes an emulator out of the project. */
    void removeEmulator(String id);
  }

  private final OverviewViewModel model;
  private final Navigation navigation;
  private final Consumer<Remedy.Action> remedies;
  private final Label headline = Nodes.label("", "h1");
  private final Label subline = Nodes.label("", "sub");
  private final VBox problems = new VBox(12);
  private final PhasePath path;
  private final VBox steps = new VBox(10);
  private final GridPane cardGrid = new GridPane(10, 10);
  private final VBox emulatorBox = new VBox(10);
  private final Map<String, EmulatorCardView> cards = new LinkedHashMap<>();
  private final Skeleton emulatorsUnread = new Skeleton(2, 110);
  private Optional<List<String>> shownEmulators = Optional.empty();
  private final GridPane checklist = new GridPane();
  private final VBox checklistCard;

  public OverviewView(
      OverviewViewModel model, Navigation navigation, Consumer<Remedy.Action> remedies) {
    this.model = model;
    this.navigation = navigation;
    this.remedies = remedies;
    this.path = new PhasePath(navigation::openReadiness);
    getStyleClass().addAll("screen", "overview");
    HBox head =
        Nodes.row(
            14,
            new VBox(2, headline, subline),
            Nodes.spacer(),
            Nodes.button(text("overview.openEditor"), navigation::openInEditor));
    head.setMinHeight(46);
    equalColumns(cardGrid, 2);
    checklist.getStyleClass().add("checklist");
    equalColumns(checklist, 2);
    checklistCard = new VBox(10, Nodes.label(text("overview.checklist"), "h2"), checklist);
    checklistCard.getStyleClass().add("card");
    VBox next = new VBox(10, Nodes.label(text("overview.next"), "h2"), steps);
    emulatorBox.getChildren().setAll(Nodes.label(text("emulators.title"), "h2"), cardGrid);
    GridPane halves = new GridPane(14, 0);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setPercentWidth(55.5);
    ColumnConstraints narrow = new ColumnConstraints();
    narrow.setPercentWidth(44.5);
    halves.getColumnConstraints().setAll(wide, narrow);
    halves.addRow(0, next, emulatorBox);
    VBox.setVgrow(halves, Priority.ALWAYS);
    VBox content = new VBox(head, problems, path, halves, checklistCard);
    content.getStyleClass().add("screen-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setCenter(scroll);
    model.readiness().snapshotProperty().addListener((property, before, now) -> update());
    model.emulators().planProblemsProperty().addListener((property, before, now) -> update());
    model.emulators().stackProperty().addListener((property, before, now) -> updateEmulators());
    update();
  }

  private static void equalColumns(GridPane grid, int columns) {
    for (int i = 0; i < columns; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      grid.getColumnConstraints().add(column);
    }
  }

  private void update() {
    headline.setText(model.headline());
    subline.setText(model.subline());
    problems.getChildren().clear();
    model.readiness().problem().ifPresent(this::addProblem);
    Stream.concat(
            model.readiness().report().stream().flatMap(r -> r.settingsProblems().stream()),
            model.emulators().planProblemsProperty().get().stream())
        .distinct()
        .forEach(this::addProblem);
    Nodes.show(problems, !problems.getChildren().isEmpty());
    model
        .readiness()
        .report()
        .ifPresentOrElse(
            this::showReport,
            () -> {
              for (Phase phase : Phase.values()) {
                path.show(phase, 0, 0, Tone.IDLE, false);
              }
              steps.getChildren().setAll(new Skeleton(4, 66));
            });
    Nodes.show(checklistCard, !model.checklist().isEmpty());
    updateEmulators();
  }

  private void addProblem(Problem problem) {
    problems.getChildren().add(new ProblemPane(problem, remedies));
  }

  private void showReport(ReadinessReport report) {
    Phase current = ReadinessViewModel.current(report);
    for (Phase phase : Phase.values()) {
      Tally tally = report.tally(phase);
      path.show(
          phase,
          tally.passed(),
          tally.applicable(),
          ReadinessViewModel.tone(tally),
          phase == current);
    }
    List<Node> rows = model.steps().stream().<Node>map(this::stepCard).toList();
    if (rows.isEmpty()) {
      rows =
          List.of(
              new EmptyPane("fth-check", text("overview.done.title"), text("overview.done.hint")));
    }
    steps.getChildren().setAll(rows);
    markPrimary();
    checklist.getChildren().clear();
    int index = 0;
    int half = (model.checklist().size() + 1) / 2;
    for (ReadinessReport.ChecklistItem item : model.checklist()) {
      checklist.add(checklistItem(item), index / half, index % half);
      index++;
    }
  }

  /** Once the emulators run, the first step is the one thing to do next. */
  private void markPrimary() {
    boolean running = model.emulators().anyActive();
    boolean first = true;
    for (Node row : steps.getChildren()) {
      Node button = row.lookup(".step-button");
      if (button != null) {
        button.getStyleClass().remove("primary");
        if (first && running) {
          button.getStyleClass().add("primary");
        }
        first = false;
      }
    }
  }

  private HBox stepCard(OverviewViewModel.Step step) {
    VBox words =
        new VBox(2, Nodes.label(step.title(), "strong"), Nodes.label(step.detail(), "sub"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button show =
        switch (step.way()) {
          case FIX -> Nodes.button(text("overview.fix"), () -> navigation.openFix(step.check()));
          case TESTS -> Nodes.button(text("tests.run"), () -> run("tests.run"));
          case PROBES -> Nodes.button(text("probes.run"), () -> run("probes.run"));
          case LOOK ->
              Nodes.button(text("overview.show"), () -> navigation.openCheck(step.check()));
        };
    show.setAccessibleText(show.getText() + ": " + step.title());
    show.setId("step-" + step.check());
    show.getStyleClass().add("step-button");
    HBox card = new HBox(new StatusTag(step.tag(), step.tone()), words, show);
    card.getStyleClass().addAll("card", "step-card");
    card.setMinHeight(USE_PREF_SIZE);
    return card;
  }

  private void run(String command) {
    remedies.accept(new Remedy.RunCommand(command));
  }

  private static HBox checklistItem(ReadinessReport.ChecklistItem item) {
    Tone tone = CheckRow.tone(item.status());
    String sign = item.status() == Status.PASS ? "✓" : item.status() == Status.FAIL ? "✕" : "?";
    StatusTag tag = new StatusTag(sign, tone);
    tag.setMinWidth(24);
    HBox row =
        Nodes.row(
            10, tag, Nodes.label(item.title(), item.status() == Status.PASS ? "sub" : "plain"));
    row.setAccessibleText(item.title() + ": " + item.status().word());
    return row;
  }

  private void updateEmulators() {
    List<String> ids = model.emulators().emulators().stream().map(EmulatorSnapshot::id).toList();
    if (ids.isEmpty() && model.reading()) {
      // whether one is needed is not known yet
      shownEmulators = Optional.empty();
      emulatorBox.getChildren().set(1, emulatorsUnread);
      return;
    }
    if (!shownEmulators.equals(Optional.of(ids))) {
      shownEmulators = Optional.of(ids);
      cards.clear();
      cardGrid.getChildren().clear();
      for (String id : ids) {
        EmulatorCardView card =
            new EmulatorCardView(model.emulators(), id, true, navigation::removeEmulator);
        cardGrid.add(card, cards.size() % 2, cards.size() / 2);
        cards.put(id, card);
      }
      emulatorBox
          .getChildren()
          .set(
              1,
              ids.isEmpty()
                  ? new EmptyPane(
                      "fth-box",
                      text("emulators.empty.title"),
                      text("emulators.empty.hint"),
                      Nodes.button(text("overview.openEmulators"), navigation::openEmulators))
                  : cardGrid);
    }
    cards.values().forEach(EmulatorCardView::update);
    markPrimary();
  }
}
