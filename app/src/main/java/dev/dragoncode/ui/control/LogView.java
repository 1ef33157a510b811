package dev.dragoncode.ui.control;

import dev.dragoncode.emulators.model.LogLine;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Log lines of several sources: bounded, filtered, followed. */
public final class LogView extends StackPane {

  /** As many lines as a person scrolls through; older ones fall out. */
  static final int CAPACITY = 10_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final int SOURCE_COLORS = 6;

  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final ObservableList<LogLine> shown = FXCollections.observableArrayList();
  private final ListView<LogLine> list = new ListView<>(shown);
  private final BooleanProperty follow = new SimpleBooleanProperty(true);
  private final BooleanProperty paused = new SimpleBooleanProperty(false);
  private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper(0);
  private final Map<String, Integer> colors = new HashMap<>();
  private Predicate<LogLine> filter = line -> true;

  public LogView() {
    getStyleClass().add("log-view");
    list.setCellFactory(view -> new Row());
    list.setFixedCellSize(22);
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setAccessibleText("Log lines");
    list.setOnKeyPressed(event -> {
      if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(event)) {
        copySelection();
      }
    });
    list.setOnScroll(event -> follow.set(follow.get() && event.getDeltaY() <= 0));
    follow.addListener((property, before, now) -> scrollToNewest());
    paused.addListener((property, before, now) -> setFilter(filter));
    getChildren().add(list);
  }

  /** Whether the newest line is kept in sight; scrolling back ends it. */
  public BooleanProperty followProperty() {
    return follow;
  }

  /** Whether the picture stands still. Lines that come meanwhile are kept, and shown afterwards. */
  public BooleanProperty pausedProperty() {
    return paused;
  }

  /** How many lines have come since the pause began. */
  public ReadOnlyIntegerProperty unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /** The lines that are shown, oldest first. */
  public List<LogLine> shown() {
    return List.copyOf(shown);
  }

  /** Brings the first line that is not older into sight, and stays there. */
  public void jumpTo(Instant time) {
    follow.set(false);
    int index = 0;
    while (index < shown.size() - 1 && shown.get(index).at().isBefore(time)) {
      index++;
    }
    list.scrollTo(index);
    list.getSelectionModel().clearAndSelect(index);
  }

  public void setPlaceholder(javafx.scene.Node node) {
    list.setPlaceholder(node);
  }

  /** Gives the sources their colours, in order. */
  public void setSources(List<String> sources) {
    for (String source : sources) {
      colors.putIfAbsent(source, colors.size() % SOURCE_COLORS);
    }
  }

  /** Shows only the lines that match. */
  public void setFilter(Predicate<LogLine> filter) {
    this.filter = filter;
    unseen.set(0);
    shown.setAll(lines.stream().filter(filter).toList());
    scrollToNewest();
  }

  /** Adds lines below; called at most once per pulse, with all that came since. */
  public void append(Collection<LogLine> more) {
    List<LogLine> fitting = new ArrayList<>();
    for (LogLine line : more) {
      lines.addLast(line);
      if (filter.test(line)) {
        fitting.add(line);
      }
    }
    while (lines.size() > CAPACITY) {
      lines.removeFirst();
    }
    if (paused.get()) {
      unseen.set(unseen.get() + fitting.size());
      return;
    }
    shown.addAll(fitting);
    if (shown.size() > CAPACITY) {
      shown.remove(0, shown.size() - CAPACITY);
    }
    scrollToNewest();
  }

  public void clear() {
    lines.clear();
    shown.clear();
    unseen.set(0);
  }

  private void scrollToNewest() {
    if (follow.get() && !shown.isEmpty()) {
      list.scrollTo(shown.size() - 1);
    }
  }

  private void copySelection() {
    Nodes.copy(asText(list.getSelectionModel().getSelectedItems()));
  }

  /** Lines as they are copied and saved: time, emulator, text. */
  public static String asText(List<LogLine> lines) {
    return lines.stream()
        .map(line -> TIME.format(line.at()) + "  " + line.emulator() + "  " + line.text())
        .collect(Collectors.joining("\n"));
  }

  private final class Row extends ListCell<LogLine> {

    private final Label time = new Label();
    private final Label source = new Label();
    private final Label text = Nodes.label("", "log-text");
    private final HBox row = new HBox(time, source, text);

    Row() {
      time.getStyleClass().add("log-time");
      time.setMinWidth(104);
      source.setMinWidth(92);
      source.setMaxWidth(92);
      prefWidthProperty().bind(list.widthProperty().subtract(16));
      setMaxWidth(USE_PREF_SIZE);
      row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable LogLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      time.setText(TIME.format(line.at()));
      source.setText(line.emulator());
      int color = colors.computeIfAbsent(line.emulator(), id -> colors.size() % SOURCE_COLORS);
      source.getStyleClass().setAll("label", "log-source", "source-" + color);
      text.setText(line.text());
      String tone =
          switch (line.level()) {
            case ERROR -> "bad";
            case WARN -> "warn";
            case DEBUG -> "debug";
            case INFO -> "plain";
          };
      text.getStyleClass().setAll("label", "log-text", tone);
      setGraphic(row);
    }
  }
}
