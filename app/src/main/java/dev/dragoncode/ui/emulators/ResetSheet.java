package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Asks before one emulator's data is removed, and says what is lost. */
final class ResetSheet {

  private ResetSheet() {}

  static void show(Node owner, EmulatorsViewModel model, EmulatorSnapshot emulator) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(text("reset.title", emulator.name()));
    if (emulator.seeds().changed()) {
      sheet.getChildren().add(Nodes.paragraph(text("emulator.seedsChanged"), "sub"));
    }
    sheet.getChildren().add(Nodes.paragraph(text("reset.lost", emulator.name())));
    if (emulator.state().active()) {
      sheet.getChildren().add(Nodes.paragraph(text("reset.runs"), "sub"));
    }
    Button yes =
        Nodes.button(
            text(emulator.seeds().changed() ? "emulator.seedAgainYes" : "snapshots.resetYes"),
            () -> {
              modal.hide();
              model.carryOut(new StackTask.Reset(List.of(emulator.id())));
            },
            "primary");
    yes.setId("reset-yes");
    sheet
        .getChildren()
        .add(Nodes.row(10, Nodes.spacer(), Nodes.button(text("cancel"), modal::hide), yes));
    modal.show(sheet);
    yes.requestFocus();
  }
}
