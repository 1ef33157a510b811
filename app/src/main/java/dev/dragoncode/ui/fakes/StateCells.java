package dev.dragoncode.ui.fakes;

import dev.dragoncode.service.fakes.FakeState.Row;
import dev.dragoncode.service.fakes.FakeState.Table;
import dev.dragoncode.ui.control.Nodes;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The lines of the state browser's lists. */
final class StateCells {

  private StateCells() {}

  /** A table and how many rows it has. */
  static final class OfTable extends ListCell<Table> {
    private final Label name = Nodes.label("", "mono");
    private final Label count = new Label();
    private final HBox line = Nodes.row(6, name, Nodes.spacer(), count);

    OfTable() {
      count.getStyleClass().addAll("mono", "faint");
      count.setMinWidth(USE_PREF_SIZE);
      // the line is as wide as the list, however long the name
      line.setPrefWidth(10);
    }

    @Override
    protected void updateItem(Table table, boolean empty) {
      super.updateItem(table, empty);
      if (empty || table == null) {
        setGraphic(null);
        return;
      }
      name.setText(table.name());
      count.setText("%,d".formatted(table.rows()));
      setGraphic(line);
    }
  }

  /** A row's key and the beginning of what it says. */
  static final class OfRow extends ListCell<Row> {
    private final Label key = Nodes.label("", "mono", "method");
    private final Label gist = Nodes.label("", "mono", "faint");
    private final HBox line = Nodes.row(10, key, gist);

    OfRow() {
      key.setMinWidth(150);
      key.setPrefWidth(150);
      key.setMaxWidth(150);
      gist.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(gist, Priority.ALWAYS);
      line.setPrefWidth(10);
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setGraphic(null);
        return;
      }
      key.setText(row.key());
      gist.setText(row.gist());
      setGraphic(line);
    }
  }
}
