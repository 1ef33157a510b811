package dev.dragoncode.ui.control;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Some lines of a file, numbered, one of them marked. */
public final class CodeExcerpt extends VBox {

  /**
   * A numbered line.
   *
   * @param number from 1
   */
  public record Line(int number, String text, boolean marked) {}

  /**
   * @param path shown above the lines
   * @param tone of the marked line
   */
  public CodeExcerpt(String path, List<Line> lines, Tone tone) {
    getStyleClass().addAll("code-block", "code-excerpt");
    getChildren().add(Nodes.label(path, "path"));
    int digits =
        lines.stream().mapToInt(line -> Integer.toString(line.number()).length()).max().orElse(1);
    for (Line line : lines) {
      Label number = new Label(line.number() == 0 ? "" : Integer.toString(line.number()));
      number.getStyleClass().add("line-number");
      number.setMinWidth(digits * 7.3 + 10);
      HBox row = new HBox(number, Nodes.label(line.text().replace("\t", "  "), "line-text"));
      row.getStyleClass().add("row");
      if (line.marked()) {
        row.getStyleClass().add("hit-" + tone.styleClass());
      }
      getChildren().add(row);
    }
  }
}
