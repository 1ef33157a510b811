package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.Tone;
import java.net.URI;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A card for each fake API; the chosen one is the one whose faults and state are shown. */
final class FakeCards extends GridPane {

  private static final double LEAST_WIDTH = 128;

  private final FakesViewModel model;
  private List<Fake> shown = List.of();
  private String chosen = "";
  private int columns;

  FakeCards(FakesViewModel model) {
    super(10, 10);
    this.model = model;
    widthProperty().addListener((property, before, now) -> place());
  }

  /** Shows what holds now; nothing is done where that is the same as before. */
  void update() {
    List<Fake> now = model.snapshotProperty().get().fakes();
    if (now.equals(shown) && model.chosenProperty().get().equals(chosen)) {
      return;
    }
    boolean focused = getChildren().stream().anyMatch(javafx.scene.Node::isFocused);
    shown = now;
    chosen = model.chosenProperty().get();
    getChildren().setAll(now.stream().map(this::card).toList());
    columns = 0;
    place();
    if (focused) {
      // the card that a key has chosen is another node by now
      getChildren().stream()
          .filter(card -> ("fake-" + chosen).equals(card.getId()))
          .forEach(javafx.scene.Node::requestFocus);
    }
  }

  /** In rows of equal cards, as many beside each other as there is room for. */
  private void place() {
    int count = getChildren().size();
    int fitting = Math.max(1, (int) ((getWidth() + getHgap()) / (LEAST_WIDTH + getHgap())));
    int rows = Math.max(1, (count + fitting - 1) / fitting);
    int wanted = Math.max(1, (count + rows - 1) / rows);
    if (wanted == columns) {
      return;
    }
    columns = wanted;
    for (int i = 0; i < count; i++) {
      GridPane.setConstraints(getChildren().get(i), i % columns, i / columns);
    }
    getColumnConstraints().clear();
    for (int i = 0; i < columns; i++) {
      var column = new javafx.scene.layout.ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      column.setHgrow(Priority.ALWAYS);
      column.setHalignment(HPos.LEFT);
      getColumnConstraints().add(column);
    }
  }

  private Button card(Fake fake) {
    boolean disturbed = !fake.faultTexts().isEmpty();
    Label name = Nodes.label(fake.name(), "name");
    Label where = Nodes.label(where(fake), "faint");
    Button card = new Button();
    card.setGraphic(
        new VBox(5, Nodes.row(7, new StateDot(disturbed ? Tone.WARN : Tone.OK), name), where));
    card.getStyleClass().setAll("button", "fake-card");
    if (fake.id().equals(chosen)) {
      card.getStyleClass().add("chosen");
    }
    card.setId("fake-" + fake.id());
    card.setMaxWidth(Double.MAX_VALUE);
    card.setMinWidth(0);
    card.setAccessibleText(fake.name() + ", " + fake.url());
    card.setTooltip(
        new Tooltip(
            fake.url()
                + (fake.source().isEmpty() ? "" : "\n" + text("fakes.source", fake.source()))
                + (fake.gaps().isEmpty() ? "" : "\n\n" + String.join("\n", fake.gaps()))));
    card.setOnAction(event -> model.chosenProperty().set(fake.id()));
    card.setContextMenu(menu(fake, card));
    return card;
  }

  private static String where(Fake fake) {
    int port = URI.create(fake.url()).getPort();
    if (!fake.faultTexts().isEmpty()) {
      return text("fakes.fault", String.join("; ", fake.faultTexts()));
    }
    return fake.source().isEmpty()
        ? text("fakes.where", port)
        : text("fakes.where.source", fake.source(), port);
  }

  private ContextMenu menu(Fake fake, Button card) {
    ContextMenu menu = new ContextMenu();
    MenuItem copy = new MenuItem(text("fakes.copyAddress"));
    copy.setOnAction(event -> Nodes.copy(fake.url()));
    menu.getItems().add(copy);
    if (fake.removable()) {
      MenuItem remove = new MenuItem(text("fakes.remove"));
      remove.setId("fakes-remove-" + fake.id());
      remove.setOnAction(event -> ForgetSheet.remove(card, model, fake));
      menu.getItems().add(remove);
    }
    return menu;
  }
}
