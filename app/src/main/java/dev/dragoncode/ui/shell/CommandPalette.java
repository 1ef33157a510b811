package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.ui.control.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

/** A search over every command, emulator, check and file; Enter acts, Esc closes. */
final class CommandPalette extends VBox {

  /** More rows than this nobody reads; typing on is quicker. */
  private static final int ROWS = 9;

  /**
   * One row.
   *
   * @param kind what it is, at the right
   */
  record Entry(String icon, String title, String kind, Runnable action) {}

  private final CustomTextField field = new CustomTextField();
  private final ListView<Entry> list = new ListView<>();
  private final Supplier<List<Entry>> entries;
  private final BiFunction<String, Integer, List<Entry>> files;
  private final Runnable close;

  /**
   * @param entries all commands, emulators and checks, read anew at each key
   * @param files finds files by words, at most so many
   */
  CommandPalette(
      Supplier<List<Entry>> entries,
      BiFunction<String, Integer, List<Entry>> files,
      Runnable close) {
    this.entries = entries;
    this.files = files;
    this.close = close;
    getStyleClass().add("palette");
    setId("palette");
    field.setLeft(Nodes.icon("fth-search"));
    field.setPromptText(text("palette.prompt"));
    field.setAccessibleText(text("palette.prompt"));
    list.setCellFactory(view -> new Row());
    list.setFocusTraversable(false);
    list.setFixedCellSize(36);
    list.setPlaceholder(Nodes.label(text("palette.nothing"), "sub"));
    list.setOnMouseClicked(event -> act());
    field.textProperty().addListener((property, before, now) -> search());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    getChildren().setAll(field, list);
    setMaxHeight(USE_PREF_SIZE);
  }

  /** Empties the field, lists everything and takes the focus. */
  void open() {
    field.clear();
    search();
    field.requestFocus();
  }

  private void onKey(KeyEvent event) {
    int index = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> list.getSelectionModel().select(Math.min(index + 1, list.getItems().size() - 1));
      case UP -> list.getSelectionModel().select(Math.max(index - 1, 0));
      case ENTER -> act();
      case ESCAPE -> close.run();
      default -> {
        return;
      }
    }
    event.consume();
    list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS + 2));
  }

  private void act() {
    Optional.ofNullable(list.getSelectionModel().getSelectedItem())
        .ifPresent(entry -> {
          close.run();
          entry.action().run();
        });
  }

  private void search() {
    String words = field.getText().strip().toLowerCase(Locale.ROOT);
    List<Entry> found =
        new ArrayList<>(
            entries.get().stream()
                .filter(entry -> matches(entry.title().toLowerCase(Locale.ROOT), words))
                .toList());
    if (words.length() >= 2) {
      found.addAll(files.apply(words, ROWS));
    }
    list.getItems().setAll(found);
    list.setPrefHeight(36.0 * Math.clamp(found.size(), 1, ROWS) + 2);
    if (!found.isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }

  /** Whether every word stands somewhere in the title. */
  private static boolean matches(String title, String words) {
    for (String word : words.split("\\s+")) {
      if (!title.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static final class Row extends ListCell<Entry> {

    private final Label title = Nodes.label("", "title");
    private final Label kind = new Label();

    Row() {
      kind.getStyleClass().add("kind");
      kind.setMinWidth(USE_PREF_SIZE);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      title.setText(entry.title());
      kind.setText(entry.kind());
      HBox row = Nodes.row(10, Nodes.icon(entry.icon()), title, Nodes.spacer(), kind);
      setGraphic(row);
    }
  }
}
