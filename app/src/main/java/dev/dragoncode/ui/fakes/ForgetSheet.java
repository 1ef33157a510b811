package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Asks before fake APIs forget something, and says what is lost. */
final class ForgetSheet {

  private ForgetSheet() {}

  /** All that all of them keep. */
  static void all(Node owner, FakesViewModel model) {
    int fakes = model.snapshotProperty().get().fakes().size();
    ask(
        owner,
        text("fakes.forget.all"),
        text("fakes.forget.all.lost", fakes),
        text("fakes.reset"),
        model::reset);
  }

  /** What one keeps in one namespace. */
  static void one(Node owner, FakesViewModel model, String name, String namespace) {
    ask(
        owner,
        text("fakes.forget.one", name),
        text("fakes.forget.one.lost", model.state().rows(), name, namespace),
        text("fakes.reset"),
        model.state()::reset);
  }

  /** An API that was added from a document. */
  static void remove(Node owner, FakesViewModel model, Fake fake) {
    ask(
        owner,
        text("fakes.remove.title", fake.name()),
        text("fakes.remove.lost", fake.name(), fake.source()),
        text("fakes.remove"),
        () -> model.remove(fake.id()));
  }

  private static void ask(Node owner, String title, String lost, String action, Runnable forget) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(title);
    Button yes =
        Nodes.button(
            action,
            () -> {
              modal.hide();
              forget.run();
            },
            "primary");
    yes.setId("forget-yes");
    sheet
        .getChildren()
        .addAll(
            Nodes.paragraph(lost),
            Nodes.row(10, Nodes.spacer(), Nodes.button(text("cancel"), modal::hide), yes));
    modal.show(sheet);
    yes.requestFocus();
  }
}
