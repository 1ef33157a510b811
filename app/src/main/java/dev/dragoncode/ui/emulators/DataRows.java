package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.emulators.DataTabState.Content;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A page of rows: a table, and below it how many, how long it took, and the other pages. */
final class DataRows extends VBox {

  /** Of a letter of the code font, pixels. */
  private static final double LETTER = 7.3;

  private static final double NARROWEST = 64;
  private static final double WIDEST = 340;

  /** Around a cell's letters, without and with the sign of a folder before them. */
  private static final double CELL_ROOM = 22;

  private static final double FOLDER_ROOM = 44;

  /** Rows that tell how wide a column should be. */
  private static final int MEASURED = 40;

  /** Letters of a value that a cell shows: more is never in sight. */
  private static final int CELL_CHARS = 500;

  private final DataTabViewModel model;
  private final TableView<Page.Row> table = new TableView<>();
  private final Label count = Nodes.label("", "faint", "small");
  private final Button previous;
  private final Button next;
  private final MenuItem delete = new MenuItem(text("data.delete"));
  private final HBox trail = Nodes.row(2);
  private final DataChanges changes;
  private @Nullable Page shown;

  DataRows(DataTabViewModel model, EmulatorActions actions) {
    this.model = model;
    this.changes = new DataChanges(model, actions);
    trail.setId("data-trail");
    trail.getStyleClass().add("data-trail");
    table.setId("data-table");
    table.getStyleClass().add("data-table");
    table.setFixedCellSize(24);
    table.setPlaceholder(Nodes.label(text("data.noRows"), "faint"));
    table.setAccessibleText(text("data.rows"));
    table.getSelectionModel().setSelectionMode(SelectionMode.SINGLE);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && now.opens().isEmpty()) {
            model.showDetail(now);
          }
        });
    table.setOnKeyPressed(event -> {
      if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(event)) {
        copyRow();
      } else if (event.getCode() == KeyCode.ESCAPE) {
        model.closeDetail();
      } else if (event.getCode() == KeyCode.ENTER) {
        enter();
      }
    });
    table.setRowFactory(view -> row());
    table.setContextMenu(menu());
    previous = Nodes.button(text("data.previous"), model::previousPage);
    next = Nodes.button(text("data.next"), model::nextPage);
    for (Button button : List.of(previous, next)) {
      button.getStyleClass().setAll("button", "copy-link");
    }
    previous.setId("data-previous");
    next.setId("data-next");
    HBox foot = Nodes.row(12, count, Nodes.spacer(), changes, previous, next);
    foot.getStyleClass().add("data-foot");
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(trail, table, foot);
  }

  /** A row that takes clicks beside its cells too, and is gone into by two. */
  private TableRow<Page.Row> row() {
    TableRow<Page.Row> row = new TableRow<>();
    row.setOnMouseClicked(event -> {
      if (!row.isEmpty()) {
        table.getSelectionModel().select(row.getIndex());
        if (event.getClickCount() % 2 == 0) {
          enter();
        }
      }
    });
    return row;
  }

  /** Goes into the place that the chosen row stands for. */
  private void enter() {
    Page.Row row = table.getSelectionModel().getSelectedItem();
    if (row != null) {
      row.opens().ifPresent(place -> model.open(place, ""));
    }
  }

  private void showTrail(List<Place> places) {
    trail.getChildren().clear();
    for (Place place : places) {
      if (!trail.getChildren().isEmpty()) {
        trail.getChildren().add(Nodes.label("/", "faint", "small"));
      }
      Button step = Nodes.button(place.name(), () -> model.open(place, ""));
      step.getStyleClass().setAll("button", "copy-link");
      trail.getChildren().add(step);
    }
    Nodes.show(trail, places.size() > 1);
  }

  private ContextMenu menu() {
    MenuItem value = new MenuItem(text("data.copyValue"));
    value.setOnAction(event -> copyValue());
    MenuItem row = new MenuItem(text("data.copyRow"));
    row.setOnAction(event -> copyRow());
    delete.setOnAction(event -> {
      Page.Row chosen = table.getSelectionModel().getSelectedItem();
      if (chosen != null) {
        model.delete(chosen);
      }
    });
    return new ContextMenu(value, row, delete);
  }

  void update(Content.Rows content, DataTabState now) {
    Page page = content.page();
    delete.setVisible(now.can(Ability.DELETE));
    delete.setDisable(!now.changes());
    changes.update(content, now);
    if (page.equals(shown)) {
      return;
    }
    // the next page keeps the widths that the user gave; another place has its own
    boolean sameColumns =
        shown != null
            && shown.columns().equals(page.columns())
            && shown.trail().equals(page.trail());
    shown = page;
    table.getSelectionModel().clearSelection();
    if (!sameColumns) {
      table.getColumns().setAll(columns(page));
    }
    table.getItems().setAll(page.rows());
    table.scrollTo(0);
    previous.setDisable(content.before().isEmpty());
    next.setDisable(page.next().isEmpty());
    Nodes.show(previous, !content.before().isEmpty() || page.next().isPresent());
    Nodes.show(next, previous.isManaged());
    count.setText(said(content));
    showTrail(page.trail());
  }

  private static List<TableColumn<Page.Row, Value>> columns(Page page) {
    return java.util.stream.IntStream.range(0, page.columns().size())
        .mapToObj(index -> column(page, index))
        .toList();
  }

  private static TableColumn<Page.Row, Value> column(Page page, int index) {
    Page.Column head = page.columns().get(index);
    TableColumn<Page.Row, Value> column = new TableColumn<>();
    Label name = Nodes.label(head.name(), "column-name");
    Label type = Nodes.label(head.type(), "column-type");
    name.setMinWidth(USE_PREF_SIZE);
    column.setGraphic(Nodes.row(6, name, type));
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(
        cell -> new ReadOnlyObjectWrapper<>(cell.getValue().values().get(index)));
    column.setCellFactory(c -> new ValueCell(index == 0));
    int letters =
        page.rows().stream()
            .limit(MEASURED)
            .mapToInt(row -> Math.min(80, line(row.values().get(index)).length()))
            .max()
            .orElse(0);
    boolean marked = index == 0 && page.rows().stream().anyMatch(row -> row.opens().isPresent());
    double room = marked ? FOLDER_ROOM : CELL_ROOM;
    double heading = (head.name().length() + head.type().length()) * LETTER + 34;
    column.setPrefWidth(Math.clamp(Math.max(heading, letters * LETTER + room), NARROWEST, WIDEST));
    return column;
  }

  private static String line(Value value) {
    String text = value.text();
    String beginning = text.length() > CELL_CHARS ? text.substring(0, CELL_CHARS) : text;
    return beginning.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
  }

  private static String said(Content.Rows content) {
    Page page = content.page();
    long first = content.before().size() * (long) Bounds.ROWS + 1;
    String rows =
        page.rows().isEmpty()
            ? text("data.count.none")
            : page.total().isPresent() && content.query().isEmpty()
                ? text(
                    "data.count.of",
                    number(first),
                    number(first + page.rows().size() - 1),
                    number(page.total().getAsLong()))
                : page.next().isPresent() || !content.before().isEmpty()
                    ? text(
                        "data.count.range", number(first), number(first + page.rows().size() - 1))
                    : text("data.count", page.rows().size());
    String note = page.note().isEmpty() ? "" : " · " + page.note();
    return rows + " · " + text("data.took", page.took().toMillis()) + note;
  }

  private static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  private void copyRow() {
    Page.Row row = table.getSelectionModel().getSelectedItem();
    if (row != null) {
      Nodes.copy(row.values().stream().map(Value::text).collect(Collectors.joining("\t")));
    }
  }

  private void copyValue() {
    Page.Row row = table.getSelectionModel().getSelectedItem();
    TablePosition<?, ?> focused = table.getFocusModel().getFocusedCell();
    if (row != null && focused != null && focused.getColumn() >= 0) {
      Nodes.copy(row.values().get(focused.getColumn()).text());
    }
  }

  private static final class ValueCell extends TableCell<Page.Row, Value> {

    private final boolean first;

    /**
     * @param first of its row, where a place that can be gone into is marked
     */
    ValueCell(boolean first) {
      this.first = first;
    }

    private static boolean opens(Page.@Nullable Row row) {
      return row != null && row.opens().isPresent();
    }

    @Override
    protected void updateItem(@Nullable Value value, boolean empty) {
      super.updateItem(value, empty);
      getStyleClass().remove("absent");
      if (empty || value == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      setText(value.absent() ? text("data.absent") : line(value));
      boolean folder = first && getTableRow() != null && opens(getTableRow().getItem());
      setGraphic(folder ? Nodes.icon("fth-folder") : null);
      if (value.absent()) {
        getStyleClass().add("absent");
      }
    }
  }
}
