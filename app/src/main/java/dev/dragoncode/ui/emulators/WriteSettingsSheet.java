package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.io.files.LineDiff;
import dev.dragoncode.service.FileChange;
import dev.dragoncode.ui.control.DiffView;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Shows what files become that take the connection settings, and writes them when told to. */
final class WriteSettingsSheet {

  private WriteSettingsSheet() {}

  static void show(Node owner, List<FileChange> changes, Runnable write) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(text("connect.title"));
    sheet.getStyleClass().add("wide");
    boolean none = true;
    for (FileChange change : changes) {
      List<LineDiff.Line> lines = LineDiff.of(change.before(), change.after());
      String note = change.before().isEmpty() ? text("connect.newFile") : "";
      if (lines.isEmpty()) {
        note = text("connect.upToDate");
      } else {
        none = false;
      }
      sheet
          .getChildren()
          .add(new DiffView(change.file().toString().replace('\\', '/'), note, lines));
    }
    sheet.getChildren().add(Nodes.paragraph(text("connect.hint"), "sub"));
    Button save =
        Nodes.button(
            text("connect.write"),
            () -> {
              modal.hide(true);
              write.run();
            },
            "primary");
    save.setId("connect-write");
    save.setDisable(none);
    sheet
        .getChildren()
        .add(
            Nodes.row(
                10, Nodes.spacer(), Nodes.button(text("cancel"), () -> modal.hide(true)), save));
    modal.show(sheet);
    save.requestFocus();
  }
}
