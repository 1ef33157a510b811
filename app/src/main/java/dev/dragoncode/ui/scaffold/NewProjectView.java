package dev.dragoncode.ui.scaffold;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.change.FileEdit;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.scaffold.StackKind;
import dev.dragoncode.ui.control.CodeView;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.scaffold.NewProjectViewModel.Field;
import dev.dragoncode.ui.scaffold.NewProjectViewModel.Plan;
import java.io.File;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Asks what a new project is to be, shows every file of it, makes it. */
public final class NewProjectView extends BorderPane {

  private static final List<Integer> WEEKS = List.of(1, 2, 3, 4, 6, 8);

  private final NewProjectViewModel model;
  private final Path home;
  private final Consumer<Path> made;
  private final Button create = Nodes.button("", this::create, "primary");
  private final Label counted = Nodes.label("", "h2");
  private final ListView<FileTree.Row> tree = new ListView<>();
  private final Label shownPath = Nodes.label("", "h2");
  private final CodeView code = new CodeView();
  private final VBox failure = new VBox();
  private final Map<Field, Label> mistakes = new LinkedHashMap<>();
  private boolean touched;

  /**
   * @param home the user's home folder, shown as {@code ~}
   * @param made called with the folder of the project that was made
   * @param cancel leaves the screen
   */
  public NewProjectView(
      NewProjectViewModel model, Path home, Consumer<Path> made, Runnable cancel) {
    this.model = model;
    this.home = home;
    this.made = made;
    getStyleClass().addAll("screen", "new-project");
    create.setId("create-project");
    Button leave = Nodes.button(text("cancel"), cancel, "ghost");
    leave.setId("new-cancel");
    leave.setCancelButton(true);
    create.setDefaultButton(true);
    HBox head =
        Nodes.row(
            10,
            new VBox(2, Nodes.label(text("new.title"), "h1"), Nodes.label(text("new.hint"), "sub")),
            Nodes.spacer(),
            leave,
            create);
    head.setMinHeight(46);
    HBox cards = new HBox(14, formCard(), treeCard(), codeCard());
    VBox.setVgrow(cards, Priority.ALWAYS);
    VBox content = new VBox(14, head, failure, cards);
    content.getStyleClass().add("screen-content");
    setCenter(content);
    Nodes.show(failure, false);
    model.planProperty().addListener((property, before, now) -> show(now));
    model.busyProperty().addListener((property, before, now) -> show(model.planProperty().get()));
    show(model.planProperty().get());
  }

  private Node formCard() {
    GridPane form = new GridPane(10, 10);
    ColumnConstraints words = new ColumnConstraints(110);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    fields.setFillWidth(true);
    form.getColumnConstraints().setAll(words, fields);
    TextField name = field("new-name", "new.namePrompt", model.nameProperty());
    name.textProperty().addListener((property, before, now) -> touched = true);
    row(form, "new.name", name, Field.NAME);
    row(form, "new.folder", folder(), Field.FOLDER);
    row(form, "new.stack", stacks(), null);
    TextField resource = field("new-resource", "new.resourcePrompt", model.resourceProperty());
    resource.getStyleClass().add("mono");
    row(form, "new.resource", resource, Field.RESOURCE);
    TextField metric = field("new-metric", "new.metricPrompt", model.metricProperty());
    TextField target = field("new-target", "new.targetPrompt", model.targetProperty());
    target.setPrefColumnCount(8);
    HBox.setHgrow(metric, Priority.ALWAYS);
    row(form, "new.metric", new HBox(8, metric, target), Field.SCOPE);
    row(
        form,
        "new.supporting",
        field("new-supporting", "new.supportingPrompt", model.supportingProperty()),
        null);
    row(form, "new.timebox", timebox(), null);
    Button all = Nodes.button("", model::toggleAll, "ghost", "small-button");
    all.setId("new-all");
    model.chosenProperty().addListener((property, before, now) -> all.setText(allText()));
    all.setText(allText());
    VBox body =
        new VBox(
            12,
            Nodes.label(text("new.slice"), "h2"),
            form,
            Nodes.row(10, Nodes.label(text("new.capabilities"), "h2"), Nodes.spacer(), all),
            CapabilityTile.grid(this::tile));
    body.getStyleClass().add("form-body");
    ScrollPane scroll = new ScrollPane(body);
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox card = new VBox(scroll);
    card.getStyleClass().addAll("card", "new-form");
    card.setMinWidth(470);
    card.setPrefWidth(470);
    card.setMaxWidth(470);
    return card;
  }

  private String allText() {
    return text(
        model.chosenProperty().get().size() == Capabilities.all().size() ? "new.none" : "new.all");
  }

  private static TextField field(String id, String prompt, StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(text(prompt));
    field.textProperty().bindBidirectional(value);
    return field;
  }

  private void row(GridPane form, String label, Node node, @Nullable Field field) {
    int at = form.getRowCount();
    Label words = Nodes.label(text(label), "sub");
    words.setLabelFor(node instanceof HBox box ? box.getChildren().getFirst() : node);
    Label mistake = Nodes.paragraph("", "field-mistake");
    Nodes.show(mistake, false);
    if (field != null) {
      mistakes.put(field, mistake);
    }
    VBox cell = new VBox(4, node, mistake);
    cell.setAlignment(Pos.CENTER_LEFT);
    form.addRow(at, words, cell);
  }

  private Node folder() {
    Label path = Nodes.label("", "mono", "folder-path");
    path.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(path, Priority.ALWAYS);
    model.parentProperty().subscribe(folder -> path.setText(shortened(folder)));
    Button choose = Nodes.button(text("new.choose"), this::chooseFolder);
    choose.setId("new-choose");
    return Nodes.row(8, path, choose);
  }

  private String shortened(Path folder) {
    return folder.equals(home)
        ? "~"
        : folder.startsWith(home)
            ? "~/" + home.relativize(folder).toString().replace('\\', '/')
            : folder.toString();
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text("new.chooseTitle"));
    File start = model.parentProperty().get().toFile();
    if (start.isDirectory()) {
      chooser.setInitialDirectory(start);
    }
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      model.parentProperty().set(folder.toPath());
    }
  }

  private Node stacks() {
    HBox row = Nodes.row(8);
    for (StackKind each : StackKind.values()) {
      ToggleButton chip = new ToggleButton(each.title());
      chip.getStyleClass().setAll("toggle-button", "chip");
      chip.setId("stack-" + each.id());
      model.stackProperty().subscribe(now -> chip.setSelected(now == each));
      chip.setOnAction(event -> {
        model.stackProperty().set(each);
        chip.setSelected(true);
      });
      row.getChildren().add(chip);
    }
    return row;
  }

  private Node timebox() {
    ComboBox<Integer> weeks = new ComboBox<>();
    weeks.setId("new-weeks");
    weeks.getItems().setAll(WEEKS);
    weeks.setMaxWidth(Double.MAX_VALUE);
    DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    weeks.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Integer value) {
            return value == null ? "" : text("new.weeks", value, day.format(model.until(value)));
          }

          @Override
          public Integer fromString(String words) {
            return model.weeksProperty().get();
          }
        });
    weeks.setValue(model.weeksProperty().get());
    weeks.valueProperty().addListener((property, before, now) -> model.weeksProperty().set(now));
    return weeks;
  }

  private CapabilityTile tile(Capability capability) {
    CapabilityTile tile = new CapabilityTile(capability, "capability-" + capability.id(), false);
    tile.setOnAction(event -> model.toggle(capability.id()));
    model.chosenProperty().subscribe(now -> tile.setSelected(now.contains(capability.id())));
    return tile;
  }

  private Node treeCard() {
    tree.setId("new-tree");
    tree.getStyleClass().add("file-tree");
    tree.setFixedCellSize(24);
    tree.setCellFactory(_ -> new RowCell());
    tree.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> showFile(now));
    VBox.setVgrow(tree, Priority.ALWAYS);
    VBox card = new VBox(8, counted, tree);
    card.getStyleClass().add("card");
    card.setMinWidth(250);
    card.setPrefWidth(250);
    card.setMaxWidth(250);
    return card;
  }

  private Node codeCard() {
    code.setId("new-code");
    VBox.setVgrow(code, Priority.ALWAYS);
    Button copy = Nodes.copyButton(text("copy"), text("copied"), text("new.copyFile"), code::text);
    shownPath.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(shownPath, Priority.ALWAYS);
    VBox card = new VBox(8, Nodes.row(8, shownPath, copy), code);
    card.getStyleClass().add("card");
    card.setMinWidth(0);
    HBox.setHgrow(card, Priority.ALWAYS);
    return card;
  }

  private void show(Plan plan) {
    boolean possible =
        plan.problems().isEmpty() && !plan.files().isEmpty() && !model.busyProperty().get();
    create.setText(
        model.busyProperty().get()
            ? text("new.creating")
            : plan.files().isEmpty()
                ? text("new.create")
                : text("new.createFiles", plan.files().size()));
    create.setDisable(!possible);
    mistakes.forEach((field, label) -> {
      Optional<Problem> problem = plan.of(field).filter(_ -> field != Field.NAME || touched);
      label.setText(problem.map(NewProjectView::sentence).orElse(""));
      Nodes.show(label, problem.isPresent());
    });
    counted.setText(text("new.files", plan.files().size()));
    String before =
        Optional.ofNullable(tree.getSelectionModel().getSelectedItem())
            .map(FileTree.Row::path)
            .orElse("");
    List<FileTree.Row> rows = FileTree.rows(plan.files().stream().map(FileEdit::path).toList());
    if (!rows.equals(tree.getItems())) {
      tree.getItems().setAll(rows);
    }
    rows.stream()
        .filter(row -> !row.folder() && row.path().equals(before))
        .findFirst()
        .or(() -> rows.stream().filter(row -> row.path().equals(plan.first())).findFirst())
        .or(() -> rows.stream().filter(row -> !row.folder()).findFirst())
        .ifPresent(row -> {
          tree.getSelectionModel().select(row);
          showFile(row);
        });
  }

  private static String sentence(Problem problem) {
    return problem.remedies().isEmpty()
        ? problem.title() + "."
        : problem.title() + ". " + problem.remedies().getFirst().text() + ".";
  }

  private void showFile(FileTree.@Nullable Row row) {
    if (row == null || row.folder()) {
      return;
    }
    model.planProperty().get().files().stream()
        .filter(edit -> edit.path().equals(row.path()))
        .findFirst()
        .ifPresent(edit -> {
          shownPath.setText(row.path());
          if (!code.text().equals(edit.afterText())) {
            code.show(row.path(), edit.afterText());
          }
        });
  }

  private void create() {
    model.create(
        made,
        problem -> {
          failure.getChildren().setAll(new ProblemPane(problem, (Remedy.Action action) -> {}));
          Nodes.show(failure, true);
        });
  }

  /** A row of the tree, indented by its depth. */
  private static final class RowCell extends ListCell<FileTree.Row> {
    private static final int INDENT = 12;

    @Override
    protected void updateItem(FileTree.@Nullable Row row, boolean empty) {
      super.updateItem(row, empty);
      getStyleClass().remove("folder-row");
      if (empty || row == null) {
        setText("");
        return;
      }
      setText(row.label());
      setPadding(new javafx.geometry.Insets(2, 6, 2, 6 + INDENT * row.depth()));
      if (row.folder()) {
        getStyleClass().add("folder-row");
      }
    }
  }
}
