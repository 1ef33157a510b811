package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.run.RunOutput;
import dev.dragoncode.ui.control.Nodes;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** What a run has printed, line by line; the newest stays in sight until somebody scrolls back. */
final class OutputView extends StackPane {

  private static final int CAPACITY = 20_000;

  private final ObservableList<String> lines = FXCollections.observableArrayList();
  private final ListView<String> list = new ListView<>(lines);
  private RunOutput source = new RunOutput();
  private long next;
  private boolean follow = true;

  OutputView() {
    getStyleClass().addAll("code-block", "log-view");
    list.setCellFactory(view -> new Line());
    list.setFixedCellSize(20);
    list.setId("run-output");
    list.setAccessibleText(text("tests.output"));
    list.setPlaceholder(Nodes.label(text("runs.noOutput"), "faint"));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setOnKeyPressed(event -> {
      if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(event)) {
        Nodes.copy(String.join("\n", list.getSelectionModel().getSelectedItems()));
      }
    });
    list.setOnScroll(event -> follow &= event.getDeltaY() <= 0);
    getChildren().add(list);
  }

  /** Shows what came since the last call; all of it where it is another run's. */
  void show(RunOutput from) {
    if (from != source) {
      source = from;
      next = 0;
      follow = true;
      lines.clear();
    }
    RunOutput.Since since = source.since(next);
    next = since.next();
    append(since.lines());
  }

  /** Shows what is kept. */
  void show(String whole) {
    source = new RunOutput();
    next = 0;
    follow = false;
    lines.clear();
    append(whole.lines().toList());
  }

  private void append(List<String> more) {
    if (more.isEmpty()) {
      return;
    }
    lines.addAll(more);
    if (lines.size() > CAPACITY) {
      lines.remove(0, lines.size() - CAPACITY);
    }
    if (follow) {
      list.scrollTo(lines.size() - 1);
    }
  }

  private final class Line extends ListCell<String> {
    Line() {
      getStyleClass().add("log-text");
      prefWidthProperty().bind(list.widthProperty().subtract(20));
      setMaxWidth(USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable String line, boolean empty) {
      super.updateItem(line, empty);
      setText(empty || line == null ? "" : line.replace("\t", "    "));
    }
  }
}
