package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.ui.control.Nodes;
import java.util.OptionalInt;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The box in which a query or a message is written. */
final class DataQuery extends VBox {

  private static final KeyCombination RUN =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final DataTabViewModel model;
  private final TextArea words = new TextArea();
  private final Button run;
  private final Label remark = Nodes.label("", "faint", "small");
  private boolean publishes;

  DataQuery(DataTabViewModel model) {
    this.model = model;
    getStyleClass().add("data-query");
    words.setId("data-query");
    words.setPrefRowCount(2);
    words.getStyleClass().add("mono");
    words.setOnKeyPressed(event -> {
      if (RUN.match(event)) {
        event.consume();
        run();
      }
    });
    run = Nodes.button(text("data.run"), this::run);
    run.setId("data-run");
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox box = Nodes.row(10, words, run);
    getChildren().addAll(box, remark);
  }

  private void run() {
    if (publishes) {
      model.publish(words.getText());
    } else {
      model.ask(words.getText());
    }
  }

  void update(DataTabState now) {
    publishes = !now.can(Ability.QUERY) && now.can(Ability.PUBLISH);
    boolean ready = now.can(Ability.QUERY) || (publishes && now.place().isPresent());
    Nodes.show(this, ready || !now.skills().remark().isEmpty());
    Nodes.show(words.getParent(), ready);
    Nodes.show(remark, !now.skills().remark().isEmpty());
    remark.setText(now.skills().remark());
    words.setPromptText(text(publishes ? "data.message.prompt" : "data.query.prompt"));
    words.setAccessibleText(text(publishes ? "data.message.prompt" : "data.query.prompt"));
    run.setText(text(publishes ? "data.publish" : "data.run"));
    run.setDisable(publishes && !now.changes());
  }

  /** Puts the caret where the fault is. */
  void mark(OptionalInt position) {
    if (position.isPresent() && position.getAsInt() <= words.getLength()) {
      words.positionCaret(position.getAsInt() - 1);
    }
  }

  /** The fault's line and column, as a person counts them; empty where it is unknown. */
  String place(OptionalInt position) {
    if (position.isEmpty() || position.getAsInt() > words.getLength() + 1) {
      return "";
    }
    String before = words.getText().substring(0, position.getAsInt() - 1);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return text("data.position", line, column);
  }
}
