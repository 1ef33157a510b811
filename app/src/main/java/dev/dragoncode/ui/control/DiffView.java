package dev.dragoncode.ui.control;

import dev.dragoncode.io.files.LineDiff;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What changes in a file: removed and added lines, each with its sign. */
public final class DiffView extends VBox {

  /** More lines than a person reads; the rest is counted. */
  private static final int SHOWN = 2_000;

  /**
   * @param path shown above the lines
   * @param note shown beside it, such as "new file"
   */
  public DiffView(String path, String note, List<LineDiff.Line> lines) {
    getStyleClass().addAll("code-block", "diff-view");
    Label name = Nodes.label(path, "path");
    getChildren().add(Nodes.row(10, name, Nodes.spacer(), Nodes.label(note, "faint")));
    VBox rows = new VBox();
    lines.stream().limit(SHOWN).map(DiffView::row).forEach(rows.getChildren()::add);
    if (lines.size() > SHOWN) {
      rows.getChildren().add(Nodes.label("+ " + (lines.size() - SHOWN), "faint"));
    }
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    getChildren().add(scroll);
  }

  private static HBox row(LineDiff.Line line) {
    Label number = new Label(line.number() == 0 ? "" : Integer.toString(line.number()));
    number.getStyleClass().add("line-number");
    number.setMinWidth(34);
    String sign =
        switch (line.kind()) {
          case ADDED -> "+";
          case REMOVED -> "−";
          case SAME -> " ";
          case SKIPPED -> "⋯";
        };
    Label mark = new Label(sign);
    mark.getStyleClass().add("line-number");
    mark.setMinWidth(18);
    HBox row = new HBox(number, mark, Nodes.label(line.text().replace("\t", "  "), "line-text"));
    row.getStyleClass().add("row");
    switch (line.kind()) {
      case ADDED -> row.getStyleClass().add("hit-ok");
      case REMOVED -> row.getStyleClass().add("hit-bad");
      case SAME, SKIPPED -> {}
    }
    return row;
  }
}
