package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.ui.control.LogView;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The logs of all or some emulators: filtered, followed or paused, searched by time, saved. */
final class LogPanel extends VBox {

  private final EmulatorsViewModel model;
  private final BiConsumer<Path, String> write;
  private final LogView log = new LogView();
  private final MenuButton sources = new MenuButton();
  private final MenuButton level = new MenuButton();
  private final TextField words = new TextField();
  private final ToggleButton pause = new ToggleButton(text("logs.pause"));
  private final ToggleButton follow = new ToggleButton(text("logs.follow"));
  private final MenuButton more = new MenuButton(text("logs.more"));
  private final HBox controls = new HBox(sources, level, words, pause, follow, more);
  private final Tooltip fault = new Tooltip();

  /**
   * @param write writes a text to a file that the user chose
   */
  LogPanel(EmulatorsViewModel model, BiConsumer<Path, String> write) {
    this.model = model;
    this.write = write;
    controls.getStyleClass().add("log-controls");
    prepareLevel();
    prepareWords();
    preparePause();
    prepareMore();
    sources.getStyleClass().add("pill");
    sources.setAccessibleText(text("logs.source"));
    follow.getStyleClass().add("pill");
    follow.setMinWidth(USE_PREF_SIZE);
    follow.selectedProperty().bindBidirectional(log.followProperty());
    log.setPlaceholder(Nodes.label(text("logs.empty"), "faint"));
    log.setMinHeight(140);
    VBox.setVgrow(log, Priority.ALWAYS);
    getChildren().add(log);
    setOnKeyPressed(event -> {
      if (new KeyCodeCombination(KeyCode.G, KeyCombination.SHORTCUT_DOWN).match(event)) {
        askForTime();
      } else if (new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN).match(event)) {
        askForFile();
      }
    });
    model.logFilterProperty().addListener((property, before, now) -> apply(now));
    apply(model.logFilterProperty().get());
    model.followLogs(log::append);
  }

  /** The filters and switches, for the bar above. */
  Node controls() {
    return controls;
  }

  /** The emulators that there are now. */
  void setEmulators(List<EmulatorSnapshot> emulators) {
    log.setSources(emulators.stream().map(EmulatorSnapshot::id).toList());
    sources.getItems().clear();
    MenuItem all = new MenuItem(text("logs.all"));
    all.setOnAction(event -> change(filter().withSources(Set.of())));
    sources.getItems().addAll(all, new SeparatorMenuItem());
    for (EmulatorSnapshot emulator : emulators) {
      CheckMenuItem item = new CheckMenuItem(emulator.name());
      item.setUserData(emulator.id());
      item.setSelected(filter().sources().contains(emulator.id()));
      item.setOnAction(event -> toggle(emulator.id(), item.isSelected()));
      sources.getItems().add(item);
    }
    apply(filter());
  }

  private LogFilter filter() {
    return model.logFilterProperty().get();
  }

  private void change(LogFilter changed) {
    model.logFilterProperty().set(changed);
  }

  private void toggle(String id, boolean wanted) {
    Set<String> chosen = new HashSet<>(filter().sources());
    if (wanted) {
      chosen.add(id);
    } else {
      chosen.remove(id);
    }
    change(filter().withSources(chosen));
  }

  private void apply(LogFilter filter) {
    log.setFilter(filter.wanted());
    Set<String> chosen = filter.sources();
    sources.setText(
        switch (chosen.size()) {
          case 0 -> text("logs.all");
          case 1 -> name(chosen.iterator().next());
          default -> text("logs.several", chosen.size());
        });
    for (MenuItem item : sources.getItems()) {
      if (item instanceof CheckMenuItem check) {
        check.setSelected(chosen.contains(String.valueOf(check.getUserData())));
      }
    }
    level.setText(text("logs.level." + filter.least()));
    words.getStyleClass().remove("invalid");
    Optional<String> wrong = filter.fault();
    wrong.ifPresent(what -> {
      words.getStyleClass().add("invalid");
      fault.setText(text("logs.noPattern", what));
    });
    words.setTooltip(wrong.isPresent() ? fault : null);
  }

  private String name(String id) {
    return model.emulator(id).map(EmulatorSnapshot::name).orElse(id);
  }

  private void prepareLevel() {
    level.getStyleClass().add("pill");
    level.setAccessibleText(text("logs.level"));
    ToggleGroup group = new ToggleGroup();
    for (LogLine.Level least : LogLine.Level.values()) {
      RadioMenuItem item = new RadioMenuItem(text("logs.level." + least));
      item.setToggleGroup(group);
      item.setSelected(least == filter().least());
      item.setOnAction(event -> change(filter().withLeast(least)));
      level.getItems().add(item);
    }
  }

  private void prepareWords() {
    words.setPromptText(text("logs.filter"));
    words.setAccessibleText(text("logs.filter"));
    words.setId("log-filter");
    words.textProperty().addListener((property, before, now) -> change(filter().withWords(now)));
  }

  private void preparePause() {
    pause.getStyleClass().add("pill");
    pause.setId("log-pause");
    pause.setMinWidth(USE_PREF_SIZE);
    pause.selectedProperty().bindBidirectional(log.pausedProperty());
    log.unseenProperty().addListener((property, before, now) -> showPause());
    log.pausedProperty().addListener((property, before, now) -> showPause());
  }

  private void showPause() {
    pause.setText(
        log.pausedProperty().get()
            ? text("logs.paused", log.unseenProperty().get())
            : text("logs.pause"));
  }

  private void prepareMore() {
    more.getStyleClass().add("pill");
    more.setMinWidth(USE_PREF_SIZE);
    more.setId("log-more");
    more.getItems()
        .addAll(
            item("logs.jump", KeyCode.G, this::askForTime),
            item("logs.save", KeyCode.S, this::askForFile),
            item("logs.copy", null, () -> Nodes.copy(LogView.asText(log.shown()))),
            new SeparatorMenuItem(),
            item("logs.clear", null, log::clear));
  }

  private static MenuItem item(String name, @Nullable KeyCode key, Runnable action) {
    MenuItem item = new MenuItem(text(name));
    item.setId(name.replace('.', '-'));
    item.setOnAction(event -> action.run());
    if (key != null) {
      item.setAccelerator(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN));
    }
    return item;
  }

  private void askForFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text("logs.save"));
    chooser.setInitialFileName("emulators.log");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      save(file.toPath());
    }
  }

  /** Writes the lines that are shown. */
  void save(Path file) {
    write.accept(file, LogView.asText(log.shown()) + "\n");
  }

  private void askForTime() {
    List<LogLine> shown = log.shown();
    if (shown.isEmpty()) {
      return;
    }
    Instant newest = shown.getLast().at();
    ModalPane modal = Sheets.modal(this);
    VBox sheet = Sheets.sheet(text("logs.jump.title"));
    TextField time = new TextField();
    time.setId("log-time");
    time.setPromptText(text("logs.jump.prompt"));
    Runnable go =
        () ->
            LogTime.parse(time.getText(), newest, ZoneId.systemDefault())
                .ifPresent(at -> {
                  modal.hide(true);
                  log.jumpTo(at);
                });
    time.setOnAction(event -> go.run());
    Button jump = Nodes.button(text("logs.jump.go"), go, "primary");
    jump.setDisable(true);
    time.textProperty()
        .addListener((property, before, now) ->
            jump.setDisable(LogTime.parse(now, newest, ZoneId.systemDefault()).isEmpty()));
    sheet
        .getChildren()
        .addAll(
            Nodes.paragraph(text("logs.jump.hint"), "sub"),
            time,
            Nodes.row(
                10, Nodes.spacer(), Nodes.button(text("cancel"), () -> modal.hide(true)), jump));
    modal.show(sheet);
    time.requestFocus();
  }
}
