package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.run.coverage.Coverage;
import dev.dragoncode.run.coverage.Coverage.Count;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Tone;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Which lines a run has executed: packages and their files, each with a bar. */
final class CoveragePane extends VBox {

  private static final double BAR = 120;

  /** Bounds of the tones: what most teams ask for, and what nobody is content with. */
  private static final double FINE = .8;

  private static final double POOR = .5;

  /** Of more packages none is open from the start. */
  private static final int OPENED = 8;

  private record Row(String name, Count count, boolean file) {}

  CoveragePane(Coverage coverage) {
    setSpacing(8);
    TreeItem<Row> root = new TreeItem<>(new Row("", coverage.count(), false));
    coverage
        .groups()
        .forEach(group -> {
          TreeItem<Row> item = new TreeItem<>(new Row(group.name(), group.count(), false));
          group
              .files()
              .forEach(file ->
                  item.getChildren().add(new TreeItem<>(new Row(file.name(), file.count(), true))));
          item.setExpanded(coverage.groups().size() <= OPENED);
          root.getChildren().add(item);
        });
    TreeView<Row> tree = new TreeView<>(root);
    tree.setShowRoot(false);
    tree.setFixedCellSize(28);
    tree.setId("coverage");
    tree.setAccessibleText(text("tests.coverage"));
    tree.getStyleClass().add("case-tree");
    tree.setCellFactory(view -> new Cell());
    VBox.setVgrow(tree, Priority.ALWAYS);
    Count all = coverage.count();
    Label total = Nodes.label(all.percent(), "h3");
    total.setId("coverage-total");
    total.setMinWidth(USE_PREF_SIZE);
    getChildren()
        .addAll(
            Nodes.row(
                12,
                total,
                Nodes.label(
                    text("tests.coverage." + coverage.unit().name(), all.covered(), all.total()),
                    "sub")),
            tree);
  }

  private static final class Cell extends TreeCell<Row> {
    private final Label name = Nodes.label("");
    private final Region fill = new Region();
    private final StackPane track = new StackPane(fill);
    private final Label percent = new Label();
    private final Label lines = Nodes.label("", "faint", "mono-small");
    private final HBox row = Nodes.row(12, name, track, percent, lines);

    Cell() {
      HBox.setHgrow(name, Priority.ALWAYS);
      name.setMaxWidth(Double.MAX_VALUE);
      track.getStyleClass().add("bar-track");
      track.setMinWidth(BAR);
      track.setMaxWidth(BAR);
      StackPane.setAlignment(fill, javafx.geometry.Pos.CENTER_LEFT);
      fill.getStyleClass().add("bar-fill");
      percent.setMinWidth(58);
      percent.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
      lines.setMinWidth(96);
      lines.setMaxWidth(96);
      lines.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
      row.setMinWidth(0);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Row each, boolean empty) {
      super.updateItem(each, empty);
      if (empty || each == null) {
        setGraphic(null);
        return;
      }
      name.setText(each.name());
      name.getStyleClass().setAll("label", each.file() ? "case-name" : "strong");
      double share = each.count().share();
      fill.setMaxWidth(BAR * share);
      (share >= FINE ? Tone.OK : share >= POOR ? Tone.WARN : Tone.BAD).on(fill);
      percent.setText(each.count().percent());
      lines.setText(each.count().covered() + "/" + each.count().total());
      setGraphic(row);
    }
  }
}
