package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Tally;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.PhasePath;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The checklist: the phases, the checks of one, the details of one check. */
public final class ReadinessView extends BorderPane {

  private final ReadinessViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final Label summary = Nodes.label("", "sub");
  private final PhasePath path;
  private final Map<ReadinessViewModel.Filter, ToggleButton> filters =
      new EnumMap<>(ReadinessViewModel.Filter.class);
  private final ToggleGroup filterGroup = new ToggleGroup();
  private final VBox problems = new VBox(12);
  private final Label listTitle = Nodes.label("", "h2");
  private final Label listCount = Nodes.label("", "sub");
  private final ListView<Finding> list = new ListView<>();
  private final StackPane body = new StackPane();
  private final GridPane content = new GridPane(14, 0);
  private final Skeleton loading = new Skeleton(9, 44);
  private final CheckDetail detail;
  private boolean updating;

  /**
   * @param remedies carries out what a remedy's or a check's button asks for
   */
  public ReadinessView(
      ReadinessViewModel model, FixViewModel fixes, Consumer<Remedy.Action> remedies) {
    this.model = model;
    this.remedies = remedies;
    this.path = new PhasePath(model::choose);
    this.detail = new CheckDetail(model, fixes, remedies);
    getStyleClass().addAll("screen", "readiness");
    VBox titles = new VBox(2, Nodes.label(text("readiness.title"), "h1"), summary);
    HBox pills = Nodes.row(10);
    for (ReadinessViewModel.Filter filter : ReadinessViewModel.Filter.values()) {
      pills.getChildren().add(pill(filter));
    }
    HBox head =
        Nodes.row(
            14,
            titles,
            Nodes.spacer(),
            pills,
            history(),
            Nodes.button(text("readiness.recheck"), model::recheck));
    head.setMinHeight(46);
    list.setCellFactory(view -> new Row());
    list.setFixedCellSize(51);
    list.setAccessibleText(text("readiness.list"));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (!updating && now != null) {
            model.selectedProperty().set(now.check().id());
          }
        });
    list.setPlaceholder(Nodes.label(text("readiness.filteredEmpty"), "sub"));
    layoutContent();
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox screen = new VBox(head, problems, path, body);
    screen.getStyleClass().add("screen-content");
    setCenter(screen);
    model.snapshotProperty().addListener((property, before, now) -> update());
    model.phaseProperty().addListener((property, before, now) -> update());
    model.filterProperty().addListener((property, before, now) -> update());
    model.selectedProperty().addListener((property, before, now) -> update());
    update();
  }

  private Button history() {
    Button history = Nodes.button(text("readiness.history"), () -> HistorySheet.show(this, model));
    history.setId("history");
    return history;
  }

  private ToggleButton pill(ReadinessViewModel.Filter filter) {
    ToggleButton pill = new ToggleButton();
    pill.getStyleClass().add("pill");
    pill.setMinWidth(USE_PREF_SIZE);
    pill.setToggleGroup(filterGroup);
    pill.setId("filter-" + filter.name().toLowerCase(java.util.Locale.ROOT));
    pill.setOnAction(event -> model.show(filter));
    filters.put(filter, pill);
    return pill;
  }

  private void layoutContent() {
    HBox listHead = Nodes.row(8, listTitle, Nodes.spacer(), listCount);
    listHead.setPadding(new javafx.geometry.Insets(6, 12, 8, 12));
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox left = new VBox(listHead, list);
    left.getStyleClass().addAll("card", "check-list");
    ColumnConstraints first = new ColumnConstraints();
    first.setPercentWidth(48);
    ColumnConstraints second = new ColumnConstraints();
    second.setPercentWidth(52);
    RowConstraints row = new RowConstraints();
    row.setVgrow(Priority.ALWAYS);
    content.getColumnConstraints().setAll(first, second);
    content.getRowConstraints().setAll(row);
    content.addRow(0, left, detail);
  }

  private void update() {
    summary.setText(model.summary());
    problems.getChildren().clear();
    model.problem().ifPresent(this::addProblem);
    model.report().ifPresent(report -> report.settingsProblems().forEach(this::addProblem));
    Nodes.show(problems, !problems.getChildren().isEmpty());
    filters.forEach((filter, pill) -> {
      pill.setText(text("filter." + filter.name(), model.count(filter)));
      pill.setSelected(model.filterProperty().get() == filter);
    });
    model.report().ifPresentOrElse(this::showReport, this::showNothing);
  }

  private void addProblem(Problem problem) {
    problems.getChildren().add(new ProblemPane(problem, remedies));
  }

  private void showNothing() {
    for (Phase phase : Phase.values()) {
      path.show(phase, 0, 0, Tone.IDLE, false);
    }
    body.getChildren().setAll(model.problem().isPresent() ? List.of() : List.of(loading));
  }

  private void showReport(ReadinessReport report) {
    Phase chosen = model.phaseProperty().get();
    for (Phase phase : Phase.values()) {
      Tally tally = report.tally(phase);
      path.show(
          phase,
          tally.passed(),
          tally.applicable(),
          ReadinessViewModel.tone(tally),
          phase == chosen);
    }
    if (report.findings().isEmpty()) {
      body.getChildren()
          .setAll(
              new EmptyPane(
                  "fth-folder", text("readiness.empty.title"), text("readiness.empty.hint")));
      return;
    }
    body.getChildren().setAll(content);
    Tally tally = report.tally(chosen);
    listTitle.setText(chosen.title());
    listCount.setText(text("readiness.ofTotal", tally.passed(), tally.applicable()));
    List<Finding> shown = model.shown();
    updating = true;
    if (!list.getItems().equals(shown)) {
      list.getItems().setAll(shown);
    }
    String wanted = model.selectedProperty().get();
    Finding selection =
        shown.stream()
            .filter(f -> f.check().id().equals(wanted))
            .findFirst()
            .orElse(shown.isEmpty() ? null : shown.getFirst());
    if (selection == null) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(selection);
    }
    updating = false;
    detail.show(selection);
  }

  private static final class Row extends ListCell<Finding> {

    private final StatusTag sign = new StatusTag("", Tone.IDLE);
    private final Label title = Nodes.label("", "title");
    private final Label where = Nodes.label("", "where");
    private final StatusTag tag = new StatusTag("", Tone.IDLE);
    private final HBox row;

    Row() {
      sign.setMinWidth(24);
      sign.setMaxWidth(24);
      sign.setPadding(new javafx.geometry.Insets(2, 0, 2, 0));
      VBox words = new VBox(1, title, where);
      words.setMinWidth(0);
      HBox.setHgrow(words, Priority.ALWAYS);
      row = new HBox(sign, words, tag);
      row.getStyleClass().add("check-row");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Finding finding, boolean empty) {
      super.updateItem(finding, empty);
      if (empty || finding == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      CheckRow content = CheckRow.of(finding);
      sign.show(content.sign(), content.tone());
      title.setText(content.title());
      where.setText(content.where());
      tag.show(content.tag(), content.tagTone());
      setAccessibleText(content.title() + ", " + content.tag() + ", " + content.where());
      setGraphic(row);
    }
  }
}
