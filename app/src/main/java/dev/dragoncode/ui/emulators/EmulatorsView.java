package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.LogView;
import dev.dragoncode.ui.control.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The emulators screen: a card for each, and their logs. */
public final class EmulatorsView extends BorderPane {

  private static final int COLUMNS = 3;

  private final EmulatorsViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final Choice choice;
  private final MenuButton add = new MenuButton(text("emulators.add"));
  private final Label summary = Nodes.label("", "sub");
  private final GridPane grid = new GridPane(12, 12);
  private final Map<String, EmulatorCardView> cards = new LinkedHashMap<>();
  private final LogView log = new LogView();
  private final DataTabViewModel data;
  private final DataTab dataTab;
  private final ComboBox<String> source = new ComboBox<>();
  private final TextField filter = new TextField();
  private final Button startAll;
  private final Button stopAll;
  private final MenuButton copyEnv = new MenuButton(text("emulators.copyEnv"));

  /** Which emulators the project has: written to its dragoncode.yaml. */
  public interface Choice {

    /** Names of the catalog's emulators that the project does not have, by id. */
    Map<String, String> offered();

    void add(String id);

    void remove(String id);

    /** Opens the project's dragoncode.yaml. */
    void edit();
  }

  public EmulatorsView(
      EmulatorsViewModel model,
      DataTabViewModel data,
      Consumer<Remedy.Action> remedies,
      Choice choice) {
    this.model = model;
    this.data = data;
    this.dataTab = new DataTab(data, remedies);
    this.remedies = remedies;
    this.choice = choice;
    getStyleClass().addAll("screen", "emulators");
    startAll = Nodes.button(text("emulators.startAll"), model::startAll);
    stopAll = Nodes.button(text("emulators.stopAll"), model::stopAll);
    startAll.setId("emulators-start-all");
    stopAll.setId("emulators-stop-all");
    fillCopyMenu();
    add.getStyleClass().add("btn");
    add.setMinWidth(USE_PREF_SIZE);
    add.setId("emulators-add");
    add.setOnShowing(event -> fillAddMenu());
    fillAddMenu();
    for (int i = 0; i < COLUMNS; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      grid.getColumnConstraints().add(column);
    }
    prepareSource();
    model.stackProperty().addListener((property, before, now) -> update());
    model
        .explainedProperty()
        .addListener((property, before, now) -> {
          if (!now.isEmpty()) {
            explain(now);
          }
        });
    update();
    model.followLogs(log::append);
  }

  private void update() {
    List<EmulatorSnapshot> emulators = model.emulators();
    List<String> ids = emulators.stream().map(EmulatorSnapshot::id).toList();
    if (!List.copyOf(cards.keySet()).equals(ids) || getCenter() == null) {
      rebuild(ids);
    }
    cards.values().forEach(EmulatorCardView::update);
    summary.setText(ids.isEmpty() ? text("emulators.none") : model.summary());
    Nodes.show(startAll, model.canStartAll());
    Nodes.show(stopAll, model.anyActive());
    copyEnv.setDisable(ids.isEmpty());
  }

  private void rebuild(List<String> ids) {
    cards.clear();
    grid.getChildren().clear();
    for (String id : ids) {
      EmulatorCardView card = new EmulatorCardView(model, id, false, choice::remove);
      grid.add(card, cards.size() % COLUMNS, cards.size() / COLUMNS);
      cards.put(id, card);
    }
    VBox titles = new VBox(2, Nodes.label(text("emulators.title"), "h1"), summary);
    HBox head = Nodes.row(14, titles, Nodes.spacer(), add, copyEnv, startAll, stopAll);
    head.setMinHeight(46);
    VBox content = new VBox(head);
    content.getStyleClass().add("screen-content");
    if (ids.isEmpty()) {
      EmptyPane empty =
          new EmptyPane(
              "fth-box",
              text("emulators.empty.title"),
              text("emulators.empty.hint"),
              Nodes.button(text("emulators.empty.edit"), choice::edit));
      VBox.setVgrow(empty, Priority.ALWAYS);
      content.getChildren().add(empty);
      setCenter(content);
      return;
    }
    List<String> sources = new ArrayList<>();
    sources.add("");
    sources.addAll(ids);
    source.getItems().setAll(sources);
    source.setValue("");
    log.setSources(ids);
    StackPane lower = lower(logCard());
    VBox.setVgrow(lower, Priority.ALWAYS);
    content.getChildren().addAll(grid, lower);
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    setCenter(scroll);
  }

  /** The panel below the cards: one of its tabs at a time. */
  private StackPane lower(VBox logs) {
    logs.visibleProperty().bind(data.tabProperty().isEqualTo(PanelTab.LOGS));
    dataTab.visibleProperty().bind(data.tabProperty().isEqualTo(PanelTab.DATA));
    logs.managedProperty().bind(logs.visibleProperty());
    dataTab.managedProperty().bind(dataTab.visibleProperty());
    return new StackPane(logs, dataTab);
  }

  private VBox logCard() {
    filter.setPromptText(text("logs.filter"));
    filter.setAccessibleText(text("logs.filter"));
    filter.textProperty().addListener((property, before, now) -> applyFilter());
    ToggleButton follow = new ToggleButton(text("logs.follow"));
    follow.getStyleClass().add("pill");
    follow.selectedProperty().bindBidirectional(log.followProperty());
    Button clear =
        Nodes.copyButton(text("logs.clear"), text("logs.clear"), text("logs.clear"), () -> "");
    clear.setOnAction(event -> log.clear());
    HBox bar =
        new HBox(new PanelTabs(data.tabProperty()), Nodes.spacer(), source, filter, follow, clear);
    bar.getStyleClass().add("log-bar");
    log.setPlaceholder(Nodes.label(text("logs.empty"), "faint"));
    VBox.setVgrow(log, Priority.ALWAYS);
    log.setMinHeight(140);
    VBox card = new VBox(bar, log);
    card.getStyleClass().addAll("card", "log-card");
    card.setAlignment(Pos.TOP_LEFT);
    return card;
  }

  private void prepareSource() {
    source.getStyleClass().add("pill");
    source.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String id) {
            return id == null || id.isEmpty() ? text("logs.all") : name(id);
          }

          @Override
          public String fromString(String name) {
            return name;
          }
        });
    source.valueProperty().bindBidirectional(model.logSourceProperty());
    source.valueProperty().addListener((property, before, now) -> applyFilter());
    source.setAccessibleText(text("logs.source"));
  }

  private String name(String id) {
    return model.emulator(id).map(EmulatorSnapshot::name).orElse(id);
  }

  private void applyFilter() {
    String id = source.getValue() == null ? "" : source.getValue();
    String words = filter.getText();
    filter.getStyleClass().remove("invalid");
    Pattern pattern;
    try {
      pattern = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      filter.getStyleClass().add("invalid");
      pattern = Pattern.compile(Pattern.quote(words), Pattern.CASE_INSENSITIVE);
    }
    Pattern wanted = pattern;
    log.setFilter((LogLine line) ->
        (id.isEmpty() || line.emulator().equals(id)) && wanted.matcher(line.text()).find());
  }

  private void fillCopyMenu() {
    copyEnv.getStyleClass().add("btn");
    copyEnv.setMinWidth(USE_PREF_SIZE);
    for (Dialect dialect : Dialect.values()) {
      MenuItem item = new MenuItem(text("emulators.copy." + dialect.name()));
      item.setOnAction(event -> Nodes.copy(model.settings(dialect)));
      copyEnv.getItems().add(item);
    }
  }

  private void fillAddMenu() {
    add.getItems().clear();
    choice
        .offered()
        .forEach((id, name) -> {
          MenuItem item = new MenuItem(name);
          item.setOnAction(event -> choice.add(id));
          add.getItems().add(item);
        });
    if (!add.getItems().isEmpty()) {
      add.getItems().add(new SeparatorMenuItem());
    }
    MenuItem edit = new MenuItem(text("emulators.empty.edit"));
    edit.setOnAction(event -> choice.edit());
    add.getItems().add(edit);
  }

  private void explain(String id) {
    model.emulator(id).ifPresent(emulator -> EmulatorDetails.show(this, emulator, remedies));
  }
}
