package dev.dragoncode.ui.scaffold;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StateDot;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.fx.Sheets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Asks which capabilities are added to the open project. */
public final class AddCapabilitySheet {

  private final Set<String> wanted = new TreeSet<>();
  private final Button preview = Nodes.button(text("add.preview"), () -> {}, "primary");

  private AddCapabilitySheet() {}

  /**
   * Asks, over the window of a node.
   *
   * @param present what the project was made with; empty where it was not made here
   * @param chosen called with the ids of those that are wanted, with commas between
   */
  public static void show(Node owner, Optional<Set<String>> present, Consumer<String> chosen) {
    AddCapabilitySheet sheet = new AddCapabilitySheet();
    ModalPane modal = Sheets.modal(owner);
    VBox body = Sheets.sheet(text("add.title"));
    body.getStyleClass().add("wide");
    sheet.preview.setId("add-preview");
    sheet.preview.setDisable(true);
    sheet.preview.setOnAction(event -> {
      modal.hide(true);
      chosen.accept(String.join(",", sheet.wanted));
    });
    Button cancel = Nodes.button(text("cancel"), () -> modal.hide(true));
    ScrollPane scroll = new ScrollPane(sheet.tiles(present.orElse(Set.of())));
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(480);
    body.getChildren()
        .addAll(
            Nodes.paragraph(text(present.isPresent() ? "add.hint" : "add.hintForeign"), "sub"),
            scroll,
            Nodes.row(10, Nodes.spacer(), cancel, sheet.preview));
    modal.show(body);
  }

  private GridPane tiles(Set<String> present) {
    GridPane grid = new GridPane(8, 8);
    for (int i = 0; i < 2; i++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
    }
    int at = 0;
    for (Capability each : Capabilities.all()) {
      grid.add(tile(each, present.contains(each.id())), at % 2, at / 2);
      at++;
    }
    return grid;
  }

  private ToggleButton tile(Capability capability, boolean present) {
    StateDot dot = new StateDot(present ? Tone.OK : Tone.IDLE);
    VBox words =
        new VBox(
            1,
            Nodes.label(capability.title(), "strong"),
            Nodes.label(capability.about(), "sub", "small"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = Nodes.row(10, dot, words);
    if (present) {
      row.getChildren().add(new StatusTag(text("add.has"), Tone.OK));
    }
    ToggleButton tile = new ToggleButton();
    tile.getStyleClass().setAll("toggle-button", "capability");
    tile.setId("add-" + capability.id());
    tile.setGraphic(row);
    tile.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    tile.setMaxWidth(Double.MAX_VALUE);
    row.prefWidthProperty().bind(tile.widthProperty().subtract(24));
    tile.setAccessibleText(capability.title() + ": " + capability.about());
    tile.setDisable(present);
    tile.setOnAction(event -> {
      if (tile.isSelected()) {
        wanted.add(capability.id());
      } else {
        wanted.remove(capability.id());
      }
      preview.setDisable(wanted.isEmpty());
    });
    return tile;
  }
}
