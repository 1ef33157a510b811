package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Asks once whether what is in a folder may run; says what that means. */
final class TrustSheet {

  private TrustSheet() {}

  /**
   * @param decide called with the answer; not called when the sheet is left with Esc
   */
  static void show(Node owner, Path folder, boolean trusted, Consumer<Boolean> decide) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(text(trusted ? "trust.titleTrusted" : "trust.title"));
    Label path = Nodes.label(folder.toString(), "mono", "sub");
    Button yes =
        Nodes.button(
            text(trusted ? "trust.keep" : "trust.yes"),
            () -> {
              modal.hide(true);
              decide.accept(true);
            },
            "primary");
    yes.setId("trust-yes");
    Button no =
        Nodes.button(
            text(trusted ? "trust.revoke" : "trust.no"),
            () -> {
              modal.hide(true);
              decide.accept(false);
            });
    no.setId("trust-no");
    sheet
        .getChildren()
        .addAll(
            path,
            Nodes.paragraph(text("trust.meaning"), "sub"),
            Nodes.paragraph(text("trust.without"), "sub"),
            Nodes.row(10, Nodes.spacer(), no, yes));
    modal.show(sheet);
    yes.requestFocus();
  }
}
