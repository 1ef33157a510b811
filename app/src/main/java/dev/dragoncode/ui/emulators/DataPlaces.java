package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.ui.control.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The tables, keys or queues of an emulator, at the left of the Data tab. */
final class DataPlaces extends VBox {

  private final ListView<Place> list = new ListView<>();
  private final TextField name = new TextField();
  private boolean updating;

  DataPlaces(DataTabViewModel model) {
    list.setId("data-places");
    list.setFixedCellSize(24);
    list.setAccessibleText(text("data.places"));
    list.setCellFactory(view -> new Row());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (!updating && now != null) {
            model.open(now, "");
          }
        });
    list.setPlaceholder(Nodes.label(text("data.places.none"), "faint", "small"));
    name.setId("data-name");
    name.setPromptText(text("data.name"));
    name.setAccessibleText(text("data.name"));
    name.setOnAction(event -> {
      if (!name.getText().isBlank()) {
        model.open(name.getText().strip(), Place.Kind.QUEUE);
      }
    });
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(list, name);
  }

  void update(List<Place> all, DataTabState now) {
    updating = true;
    if (!list.getItems().equals(all)) {
      list.getItems().setAll(all);
    }
    now.place()
        .flatMap(place ->
            all.stream()
                .filter(p -> p.id().equals(place.id()) || p.equals(now.outermost()))
                .findFirst())
        .ifPresentOrElse(
            place -> list.getSelectionModel().select(place),
            () -> list.getSelectionModel().clearSelection());
    Nodes.show(name, now.can(Ability.NAME_PLACE));
    updating = false;
  }

  private final class Row extends ListCell<Place> {

    private final Label label = Nodes.label("", "mono");
    private final Label size = new Label();
    private final HBox row = Nodes.row(8, label, Nodes.spacer(), size);

    Row() {
      size.getStyleClass().addAll("faint", "small");
      size.setMinWidth(USE_PREF_SIZE);
      prefWidthProperty().bind(list.widthProperty().subtract(20));
      setMaxWidth(USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable Place place, boolean empty) {
      super.updateItem(place, empty);
      if (empty || place == null) {
        setGraphic(null);
        return;
      }
      boolean plain = place.group().isEmpty() || Objects.equals(place.group(), "public");
      label.setText(
          plain || place.kind() == Place.Kind.KEYS
              ? place.name()
              : place.group() + "." + place.name());
      String count = place.size().isPresent() ? said(place) : "";
      size.setText(place.kind() == Place.Kind.VIEW ? text("data.view") : count);
      setGraphic(row);
    }

    private String said(Place place) {
      String number = String.format(Locale.ENGLISH, "%,d", place.size().getAsLong());
      return place.estimated() ? "≈ " + number : number;
    }
  }
}
