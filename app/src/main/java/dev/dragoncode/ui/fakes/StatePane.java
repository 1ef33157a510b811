package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.fakes.FakeState.Row;
import dev.dragoncode.service.fakes.FakeState.Rows;
import dev.dragoncode.service.fakes.FakeState.Table;
import dev.dragoncode.service.fakes.FakeState.Tables;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.fakes.StateViewModel.Shown;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What the chosen fake keeps: its tables, their rows in pages, and one row to be edited. */
final class StatePane extends HBox {

  private final FakesViewModel fakes;
  private final StateViewModel model;
  private final ListView<Table> tables = new ListView<>();
  private final ListView<Row> rows = new ListView<>();
  private final ComboBox<String> namespace = new ComboBox<>();
  private final Label range = Nodes.label("", "sub");
  private final Button newer;
  private final Button older;
  private final Button begin;
  private final StackPane body = new StackPane();
  private final Node skeleton = new Skeleton(6, 22);
  private final Node content;
  private final Node empty =
      new EmptyPane("fth-database", text("fakes.state.empty"), text("fakes.state.empty.hint"));
  private final VBox problem = new VBox();
  private final Consumer<Remedy.Action> remedies;
  private boolean showing;
  private boolean seen;

  StatePane(FakesViewModel fakes, Consumer<Remedy.Action> remedies) {
    super(14);
    this.fakes = fakes;
    this.model = fakes.state();
    this.remedies = remedies;
    skeleton.getStyleClass().add("fakes-skeleton");
    newer = Nodes.button(text("fakes.state.newer"), () -> model.page(-1), "quiet");
    newer.setId("state-newer");
    older = Nodes.button(text("fakes.state.older"), () -> model.page(1), "quiet");
    older.setId("state-older");
    begin = Nodes.button(text("fakes.state.new"), model::begin);
    begin.setId("state-new");
    lists();
    content = content();
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox left = new VBox(bar(), problem, body);
    left.getStyleClass().addAll("card", "fakes-list");
    RowEditor editor = new RowEditor(model);
    VBox.setVgrow(editor, Priority.ALWAYS);
    VBox right = new VBox(editor);
    right.getStyleClass().addAll("card", "fakes-detail");
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setPrefWidth(640);
    right.setPrefWidth(394);
    right.setMinWidth(360);
    getChildren().addAll(left, right);
    fakes.chosenProperty().addListener((property, before, now) -> look());
    fakes
        .snapshotProperty()
        .addListener((property, before, now) -> {
          if (seen) {
            model.freshen();
          }
        });
    model.shownProperty().addListener((property, before, now) -> update());
    model.editProperty().addListener((property, before, now) -> update());
    model.problemProperty().addListener((property, before, now) -> update());
    update();
  }

  private HBox bar() {
    TextField filter = new TextField();
    filter.setPromptText(text("fakes.filter"));
    filter.setAccessibleText(text("fakes.state.filter.name"));
    filter.setId("state-filter");
    filter.textProperty().bindBidirectional(model.filterProperty());
    namespace.setId("state-namespace");
    namespace.setAccessibleText(text("fakes.state.namespace"));
    namespace.setOnAction(event -> {
      if (!showing && namespace.getValue() != null) {
        model.chooseNamespace(namespace.getValue());
      }
    });
    Button seed =
        Nodes.button(
            text("fakes.state.seed"),
            () ->
                FileSheet.show(
                    this,
                    "fakes.seed",
                    (named, done, refused) ->
                        path(named).ifPresent(p -> model.seed(p, done, refused))),
            "quiet");
    seed.setId("state-seed");
    Button reset =
        Nodes.button(
            text("fakes.state.reset"),
            () ->
                fakes
                    .chosenFake()
                    .ifPresent(fake ->
                        ForgetSheet.one(
                            this,
                            fakes,
                            fake.name(),
                            model.shownProperty().get().place().namespace())),
            "quiet");
    reset.setId("state-reset");
    HBox bar =
        new HBox(
            8, new FakesTabs(fakes.tabProperty()), Nodes.spacer(), filter, namespace, seed, reset);
    bar.getStyleClass().add("fakes-bar");
    return bar;
  }

  /** A relative path counts from the folder that the window was started in. */
  private static Optional<Path> path(String named) {
    try {
      return Optional.of(Path.of(named));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void lists() {
    tables.setId("state-tables");
    tables.setAccessibleText(text("fakes.state.tables"));
    tables.setFixedCellSize(28);
    tables.setCellFactory(list -> new StateCells.OfTable());
    tables
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && !showing) {
            model.choose(now);
          }
        });
    rows.setId("state-rows");
    rows.setAccessibleText(text("fakes.state.rows"));
    rows.setFixedCellSize(28);
    rows.setCellFactory(list -> new StateCells.OfRow());
    rows.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && !showing) {
            model.select(now);
          }
        });
  }

  private Node content() {
    tables.setPrefWidth(186);
    tables.setMinWidth(186);
    HBox foot = Nodes.row(8, range, Nodes.spacer(), newer, older, begin);
    foot.getStyleClass().add("state-foot");
    VBox.setVgrow(rows, Priority.ALWAYS);
    VBox right = new VBox(rows, foot);
    HBox.setHgrow(right, Priority.ALWAYS);
    right.getStyleClass().add("state-rows");
    return new HBox(tables, right);
  }

  /** Looks on for as long as somebody sees it. */
  void seen(boolean now) {
    seen = now;
    look();
  }

  private void look() {
    if (seen) {
      model.open(fakes.chosenProperty().get());
      model.freshen();
    }
  }

  private void update() {
    Shown now = model.shownProperty().get();
    problem.getChildren().clear();
    boolean reading = now.rows().isEmpty() && now.tables().isEmpty();
    model
        .problemProperty()
        .get()
        .filter(met -> reading)
        .ifPresent(met -> problem.getChildren().add(new ProblemPane(met, remedies)));
    Nodes.show(problem, !problem.getChildren().isEmpty());
    List<Table> all = now.tables().map(Tables::tables).orElse(List.of());
    Node wanted = reading ? skeleton : all.isEmpty() ? empty : content;
    if (!body.getChildren().contains(wanted)) {
      body.getChildren().setAll(wanted);
    }
    showing = true;
    if (!tables.getItems().equals(all)) {
      tables.getItems().setAll(all);
    }
    all.stream()
        .filter(one -> one.name().equals(now.table()))
        .findFirst()
        .ifPresent(tables.getSelectionModel()::select);
    List<String> names = now.tables().map(Tables::namespaces).orElse(List.of());
    if (!namespace.getItems().equals(names)) {
      namespace.getItems().setAll(names);
    }
    namespace.setValue(now.place().namespace());
    Nodes.show(namespace, names.size() > 1);
    rows(now);
    showing = false;
  }

  private void rows(Shown now) {
    Rows page = now.rows().orElse(new Rows(List.of(), 0, 0, false));
    if (!rows.getItems().equals(page.rows())) {
      rows.getItems().setAll(page.rows());
    }
    switch (model.editProperty().get()) {
      case RowEdit.Old(Row row) ->
          page.rows().stream()
              .filter(one -> one.key().equals(row.key()))
              .findFirst()
              .ifPresent(rows.getSelectionModel()::select);
      case RowEdit.Nothing _, RowEdit.Fresh _ -> rows.getSelectionModel().clearSelection();
    }
    boolean filtered = !model.filterProperty().get().isBlank();
    rows.setPlaceholder(
        Nodes.paragraph(
            now.rows().isEmpty()
                ? text("fakes.state.reading")
                : text(filtered ? "fakes.state.noMatch" : "fakes.state.noRows"),
            "sub"));
    int last = page.skip() + page.rows().size();
    range.setText(
        page.rows().isEmpty()
            ? ""
            : text(
                filtered ? "fakes.state.range.filtered" : "fakes.state.range",
                page.skip() + 1,
                last,
                page.total()));
    newer.setDisable(page.skip() == 0);
    older.setDisable(!page.more());
    begin.setDisable(now.table().isEmpty());
  }
}
