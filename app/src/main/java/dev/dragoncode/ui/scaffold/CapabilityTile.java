package dev.dragoncode.ui.scaffold;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.util.function.Function;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A capability to choose: its name, what comes with it, whether it is chosen. */
final class CapabilityTile extends ToggleButton {

  private final StateDot dot = new StateDot(Tone.IDLE);

  /**
   * @param id of the node
   * @param present whether the project has it, so that there is nothing to choose
   */
  CapabilityTile(Capability capability, String id, boolean present) {
    getStyleClass().setAll("toggle-button", "capability");
    setId(id);
    VBox words =
        new VBox(
            1,
            Nodes.label(capability.title(), "strong"),
            Nodes.label(capability.about(), "sub", "small"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = Nodes.row(10, dot, words);
    if (present) {
      row.getChildren().add(new StatusTag(text("capability.has"), Tone.OK));
    }
    setGraphic(row);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setMaxWidth(Double.MAX_VALUE);
    row.prefWidthProperty().bind(widthProperty().subtract(24));
    setAccessibleText(capability.title() + ": " + capability.about());
    setDisable(present);
    selectedProperty().subscribe(now -> dot.show(now || present ? Tone.OK : Tone.IDLE));
  }

  /** All capabilities in two columns. */
  static GridPane grid(Function<Capability, CapabilityTile> tile) {
    GridPane grid = new GridPane(8, 8);
    for (int i = 0; i < 2; i++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
    }
    int at = 0;
    for (Capability each : Capabilities.all()) {
      grid.add(tile.apply(each), at % 2, at / 2);
      at++;
    }
    return grid;
  }
}
