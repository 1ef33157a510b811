package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.emulators.DataTabState.Choice;
import dev.dragoncode.ui.emulators.DataTabState.Content;
import dev.dragoncode.ui.emulators.DataTabState.Places;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The Data tab below the cards: what an emulator holds, and a box to ask for more. */
final class DataTab extends VBox {

  private final DataTabViewModel model;
  private final Consumer<Remedy.Action> remedies;
  private final ComboBox<Choice> emulator = new ComboBox<>();
  private final TextField find = new TextField();
  private final ToggleButton changes = new ToggleButton(text("data.allowChanges"));
  private final Button refresh;
  private final StackPane left = new StackPane();
  private final StackPane content = new StackPane();
  private final BorderPane body = new BorderPane();
  private final SplitPane wide = new SplitPane();
  private final DataPlaces places;
  private final DataQuery query;
  private final DataRows rows;
  private final DataDetail detail;

  /** Where the user left the line between rows and detail. */
  private double split = 0.5;

  /** The place that the words in the field are for. */
  private String foundIn = "";

  private boolean updating;

  DataTab(DataTabViewModel model, Consumer<Remedy.Action> remedies, EmulatorActions actions) {
    this.model = model;
    this.remedies = remedies;
    this.places = new DataPlaces(model);
    this.query = new DataQuery(model);
    this.rows = new DataRows(model, actions);
    this.detail = new DataDetail(model, actions, remedies);
    getStyleClass().addAll("card", "log-card", "data-tab");
    setMinHeight(260);
    refresh = Nodes.button(text("data.refresh"), model::refresh);
    refresh.getStyleClass().setAll("button", "copy-link");
    refresh.setId("data-refresh");
    VBox right = new VBox(query, content);
    right.getStyleClass().add("data-right");
    VBox.setVgrow(content, Priority.ALWAYS);
    left.getStyleClass().add("data-left");
    wide.getItems().setAll(right);
    wide.getStyleClass().add("data-wide");
    body.setLeft(left);
    body.setCenter(wide);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(bar(), body);
    model.stateProperty().addListener((property, before, now) -> update(now));
    update(model.stateProperty().get());
  }

  private HBox bar() {
    emulator.getStyleClass().add("pill");
    emulator.setId("data-emulator");
    emulator.setAccessibleText(text("data.emulator"));
    emulator.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Choice choice) {
            return choice == null ? "" : choice.name();
          }

          @Override
          public Choice fromString(String name) {
            return new Choice(name, name, "");
          }
        });
    emulator
        .valueProperty()
        .addListener((property, before, now) -> {
          if (!updating && now != null) {
            model.choose(now.id());
          }
        });
    find.setId("data-find");
    find.setOnAction(
        event -> model.stateProperty().get().place().ifPresent(p -> model.open(p, find.getText())));
    changes.getStyleClass().add("pill");
    changes.setId("data-changes");
    changes.setMinWidth(USE_PREF_SIZE);
    changes.setTooltip(new javafx.scene.control.Tooltip(text("data.allowChanges.said")));
    changes.setOnAction(event -> model.allowChanges(changes.isSelected()));
    HBox bar =
        new HBox(
            new PanelTabs(model.tabProperty()), Nodes.spacer(), emulator, find, changes, refresh);
    bar.getStyleClass().add("log-bar");
    return bar;
  }

  private void update(DataTabState now) {
    updating = true;
    if (!emulator.getItems().equals(now.emulators())) {
      emulator.getItems().setAll(now.emulators());
    }
    emulator.setValue(now.chosen().orElse(null));
    updating = false;
    String nothing = now.chosen().map(Choice::nothing).orElse("");
    Nodes.show(emulator, !now.emulators().isEmpty());
    Nodes.show(find, now.can(Ability.FIND));
    String where = now.emulator() + "\n" + now.place().map(Place::id).orElse("");
    if (!where.equals(foundIn)) {
      foundIn = where;
      find.setText(now.words());
    }
    find.setPromptText(now.skills().findPrompt());
    find.setAccessibleText(now.skills().findPrompt());
    boolean open = now.running() && nothing.isEmpty();
    Nodes.show(changes, open);
    Nodes.show(refresh, open);
    changes.setSelected(now.changes());
    query.update(now);
    body.setVisible(true);
    if (!nothing.isEmpty()) {
      whole(new EmptyPane("fth-database", text("data.nothing.title", nameOf(now)), nothing));
      return;
    }
    if (!now.running()) {
      whole(notRunning(now));
      return;
    }
    switch (now.places()) {
      case Places.Failed(Problem problem) -> whole(padded(new ProblemPane(problem, remedies)));
      case Places.Known(List<Place> all) -> {
        places.update(all, now);
        parts(places);
        show(now);
      }
      case Places.Loading _, Places.Unknown _ -> {
        Skeleton skeleton = new Skeleton(5, 16);
        skeleton.getStyleClass().add("data-skeleton");
        parts(skeleton);
        show(now);
      }
    }
  }

  private void parts(Node list) {
    if (!left.getChildren().contains(list)) {
      left.getChildren().setAll(list);
    }
    Nodes.show(left, true);
  }

  private void whole(Node node) {
    Nodes.show(left, false);
    Nodes.show(query, false);
    detailShown(false);
    content.getChildren().setAll(node);
  }

  private EmptyPane notRunning(DataTabState now) {
    return now.emulators().isEmpty()
        ? new EmptyPane("fth-database", text("data.none.title"), text("data.none.hint"))
        : new EmptyPane(
            "fth-database",
            text("data.stopped.title", nameOf(now)),
            text("data.stopped.hint"),
            Nodes.button(
                text("emulators.start"),
                () -> remedies.accept(new Remedy.RunCommand("emulators.start"))));
  }

  private static String nameOf(DataTabState now) {
    return now.chosen().map(Choice::name).orElse(now.emulator());
  }

  private void show(DataTabState now) {
    detailShown(now.detail().isPresent());
    now.detail().ifPresent(row -> detail.update(row, now));
    Node shown =
        switch (now.content()) {
          case Content.Rows found -> {
            rows.update(found, now);
            yield rows;
          }
          case Content.Loading _ -> loading();
          case Content.Done(long changed, var took) ->
              message("ok", text("data.done", changed, took.toMillis()), "");
          case Content.Refused refused -> {
            query.mark(refused.position());
            yield message(
                "bad", refused.message() + query.place(refused.position()), refused.hint());
          }
          case Content.Failed(Problem problem) -> padded(new ProblemPane(problem, remedies));
          case Content.Nothing _ -> nothing(now);
        };
    if (!content.getChildren().contains(shown)) {
      content.getChildren().setAll(shown);
    }
  }

  private static Node nothing(DataTabState now) {
    boolean empty = now.places() instanceof Places.Known(List<Place> all) && all.isEmpty();
    return new EmptyPane(
        "fth-database",
        text(empty ? "data.empty.title" : "data.choose.title"),
        text(empty ? "data.empty.hint" : "data.choose.hint"));
  }

  private Node loading() {
    VBox box = new VBox(12, new Skeleton(5, 16), Nodes.button(text("data.cancel"), model::cancel));
    box.getStyleClass().add("data-skeleton");
    return box;
  }

  private static Node message(String tone, String said, String hint) {
    VBox box = new VBox(6, Nodes.paragraph(said, "mono", "said", tone));
    if (!hint.isEmpty()) {
      box.getChildren().add(Nodes.paragraph(hint, "sub"));
    }
    box.getStyleClass().add("data-message");
    return box;
  }

  private static Node padded(Node node) {
    ScrollPane scroll = new ScrollPane(node);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("data-problem");
    return scroll;
  }

  private void detailShown(boolean shown) {
    if (shown && !wide.getItems().contains(detail)) {
      wide.getItems().add(detail);
      wide.setDividerPositions(split);
    } else if (!shown && wide.getItems().contains(detail)) {
      split = wide.getDividerPositions()[0];
      wide.getItems().remove(detail);
    }
  }
}
