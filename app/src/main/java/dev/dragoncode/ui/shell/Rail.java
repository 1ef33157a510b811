package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.ui.control.Nodes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The left rail: one entry for each screen, with counts where they mean something. */
final class Rail extends VBox {

  /** The screens of an open project. */
  enum Place {
    OVERVIEW("fth-grid"),
    READINESS("fth-check-square"),
    EMULATORS("fth-box"),
    FLAGS("fth-flag"),
    RUNS("fth-play"),
    SETTINGS("fth-sliders");

    final String icon;

    Place(String icon) {
      this.icon = icon;
    }
  }

  private final Map<Place, ToggleButton> items = new EnumMap<>(Place.class);
  private final Map<Place, Label> counts = new EnumMap<>(Place.class);

  Rail(Consumer<Place> go) {
    getStyleClass().add("rail");
    ToggleGroup group = new ToggleGroup();
    for (Place place : Place.values()) {
      Label name = new Label(text("rail." + place.name()));
      name.getStyleClass().add("name");
      Label count = new Label();
      count.getStyleClass().add("count");
      HBox row = Nodes.row(10, Nodes.icon(place.icon), name, Nodes.spacer(), count);
      ToggleButton item = new ToggleButton();
      item.getStyleClass().setAll("toggle-button", "rail-item");
      item.setGraphic(row);
      item.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      item.setMaxWidth(Double.MAX_VALUE);
      row.prefWidthProperty().bind(item.widthProperty().subtract(20));
      item.setToggleGroup(group);
      item.setId("rail-" + place.name().toLowerCase(Locale.ROOT));
      item.setAccessibleText(name.getText());
      item.setOnAction(event -> go.accept(place));
      if (place == Place.SETTINGS) {
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().add(gap);
      }
      items.put(place, item);
      counts.put(place, count);
      getChildren().add(item);
    }
  }

  void select(Place place) {
    Objects.requireNonNull(items.get(place)).setSelected(true);
  }

  /** Shows a count beside a screen's name; none for 0. */
  void count(Place place, int number) {
    Objects.requireNonNull(counts.get(place)).setText(number == 0 ? "" : Integer.toString(number));
  }
}
