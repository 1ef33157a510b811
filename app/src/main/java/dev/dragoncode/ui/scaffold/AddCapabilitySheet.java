package dev.dragoncode.ui.scaffold;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** Asks which capabilities are added to the open project. */
public final class AddCapabilitySheet {

  private final Set<String> wanted = new TreeSet<>();
  private final Button preview = Nodes.button(text("capability.preview"), () -> {}, "primary");

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
    VBox body = Sheets.sheet(text("capability.title"));
    body.getStyleClass().add("wide");
    sheet.preview.setId("add-preview");
    sheet.preview.setDisable(true);
    sheet.preview.setOnAction(event -> {
      modal.hide(true);
      chosen.accept(String.join(",", sheet.wanted));
    });
    Button cancel = Nodes.button(text("cancel"), () -> modal.hide(true));
    ScrollPane scroll =
        new ScrollPane(
            CapabilityTile.grid(
                each -> sheet.tile(each, present.orElse(Set.of()).contains(each.id()))));
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(480);
    body.getChildren()
        .addAll(
            Nodes.paragraph(
                text(present.isPresent() ? "capability.hint" : "capability.hintForeign"), "sub"),
            scroll,
            Nodes.row(10, Nodes.spacer(), cancel, sheet.preview));
    modal.show(body);
  }

  private CapabilityTile tile(Capability capability, boolean present) {
    CapabilityTile tile = new CapabilityTile(capability, "add-" + capability.id(), present);
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
