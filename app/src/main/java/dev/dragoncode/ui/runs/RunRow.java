package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A line of the list: a word in a colour, what was run, how long, when; Cancel while it runs. */
final class RunRow extends ListCell<RunItem> {

  private final StatusTag tag = new StatusTag("", Tone.IDLE);
  private final Label title = new Label();
  private final Label words = Nodes.label("", "sub");
  private final ProgressBar bar = new ProgressBar(-1);
  private final Button cancel = new Button(text("run.cancel"));
  private final Label took = Nodes.label("", "sub");
  private final Label when = Nodes.label("", "sub");
  private final HBox row;

  /**
   * @param stop ends the run of a kind that goes on
   */
  RunRow(Consumer<Kind> stop) {
    getStyleClass().add("run-row");
    StackPane first = new StackPane(tag);
    first.setMinWidth(84);
    first.setMaxWidth(84);
    tag.setMaxWidth(Double.MAX_VALUE);
    title.getStyleClass().add("strong");
    title.setMinWidth(USE_PREF_SIZE);
    HBox both = Nodes.row(6, title, words);
    both.setMinWidth(0);
    HBox.setHgrow(both, Priority.ALWAYS);
    bar.setPrefWidth(90);
    bar.setMinWidth(90);
    cancel.getStyleClass().setAll("button", "copy-link");
    cancel.setId("run-cancel");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(event -> {
      if (getItem() != null) {
        stop.accept(getItem().kind());
      }
    });
    took.setMinWidth(80);
    took.setMaxWidth(80);
    when.setMinWidth(92);
    when.setMaxWidth(92);
    row = Nodes.row(10, first, both, bar, cancel, took, when);
    row.setMinWidth(0);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable RunItem item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    tag.show(item.tag(), item.tone());
    title.setText(item.title());
    words.setText(item.words());
    took.setText(item.took());
    when.setText(item.when());
    Nodes.show(bar, item.going());
    Nodes.show(cancel, item.going());
    setGraphic(row);
    setAccessibleText(
        String.join(", ", item.tag(), item.title(), item.words(), item.took(), item.when()));
  }
}
