package dev.dragoncode.ui.control;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A file to read: numbered lines with the parts of its language told apart; only those in sight are
 * nodes.
 */
public final class CodeView extends ListView<CodeView.Line> {

  private static final int LINE_HEIGHT = 21;

  private String text = "";

  /**
   * A numbered line.
   *
   * @param number from 1
   */
  public record Line(int number, List<Highlight.Span> spans) {}

  public CodeView() {
    getStyleClass().add("code-view");
    setFixedCellSize(LINE_HEIGHT);
    setCellFactory(_ -> new LineCell());
    setOnKeyPressed(event -> {
      if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
        Nodes.copy(text);
        event.consume();
      }
    });
  }

  /** Shows a file. */
  public void show(String path, String content) {
    text = content;
    List<List<Highlight.Span>> lines = Highlight.lines(path, content);
    List<Line> numbered = new java.util.ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      numbered.add(new Line(i + 1, lines.get(i)));
    }
    getItems().setAll(numbered);
    scrollTo(0);
  }

  /** The text that is shown. */
  public String text() {
    return text;
  }

  /** A line: its number, then its pieces. */
  private static final class LineCell extends ListCell<Line> {

    private final Label number = new Label();
    private final HBox pieces = new HBox();
    private final HBox row = new HBox(number, pieces);

    LineCell() {
      number.getStyleClass().add("line-number");
      number.setMinWidth(Region.USE_PREF_SIZE);
      number.setPrefWidth(40);
      getStyleClass().add("code-line");
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      number.setText(Integer.toString(line.number()));
      pieces.getChildren().setAll(line.spans().stream().map(LineCell::piece).toList());
      StringBuilder words = new StringBuilder();
      line.spans().forEach(span -> words.append(span.text()));
      setAccessibleText(words.toString());
      setGraphic(row);
    }

    private static Text piece(Highlight.Span span) {
      Text piece = new Text(span.text());
      piece.getStyleClass().add("tok");
      if (!span.kind().isEmpty()) {
        piece.getStyleClass().add("tok-" + span.kind());
      }
      return piece;
    }
  }
}
