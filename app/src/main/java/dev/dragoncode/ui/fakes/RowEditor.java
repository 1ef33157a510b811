package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One row as JSON, to be changed, made or deleted. */
final class RowEditor extends VBox {

  private static final KeyCombination SAVE =
      new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);

  private final StateViewModel model;
  private final Label title = Nodes.label("", "mono", "strong");
  private final TextArea json = new TextArea();
  private final VBox refused = new VBox();
  private final Label notice = Nodes.label("", "sub");
  private final Button undo;
  private final Button save;
  private final Button revert;
  private final Button delete;

  RowEditor(StateViewModel model) {
    this.model = model;
    setSpacing(10);
    json.setId("state-json");
    json.getStyleClass().add("request-content");
    json.setAccessibleText(text("fakes.state.json"));
    json.textProperty().bindBidirectional(model.draftProperty());
    json.setOnKeyPressed(event -> {
      if (SAVE.match(event)) {
        model.save();
        event.consume();
      }
    });
    VBox.setVgrow(json, Priority.ALWAYS);
    save = Nodes.button(text("fakes.state.save"), model::save, "primary");
    save.setId("state-save");
    revert = Nodes.button(text("fakes.state.revert"), model::revert);
    revert.setId("state-revert");
    delete = Nodes.button(text("fakes.state.delete"), model::delete, "quiet");
    delete.setId("state-delete");
    undo =
        Nodes.button(
            text("fakes.state.undo"),
            () -> model.undoProperty().get().ifPresent(Runnable::run),
            "quiet");
    undo.setId("state-undo");
    Button copy =
        Nodes.copyButton(
            text("fakes.state.copy"),
            text("fakes.state.copied"),
            text("fakes.state.copy.name"),
            json::getText);
    HBox actions = Nodes.row(10, save, revert, Nodes.spacer(), delete);
    getChildren()
        .addAll(
            Nodes.row(10, title, Nodes.spacer(), copy),
            json,
            refused,
            Nodes.row(8, notice, undo),
            actions);
    model.editProperty().addListener((property, before, now) -> update());
    model.draftProperty().addListener((property, before, now) -> update());
    model.problemProperty().addListener((property, before, now) -> refuse());
    model.noticeProperty().addListener((property, before, now) -> update());
    model.undoProperty().addListener((property, before, now) -> update());
    update();
    refuse();
  }

  private void update() {
    RowEdit edit = model.editProperty().get();
    title.setText(
        switch (edit) {
          case RowEdit.Nothing _ -> text("fakes.state.choose");
          case RowEdit.Old(var row) -> row.key();
          case RowEdit.Fresh _ -> text("fakes.state.fresh");
        });
    json.setDisable(edit instanceof RowEdit.Nothing);
    boolean dirty = model.dirty();
    save.setDisable(!dirty);
    revert.setDisable(!dirty);
    delete.setDisable(!(edit instanceof RowEdit.Old));
    notice.setText(model.noticeProperty().get());
    Nodes.show(undo, model.undoProperty().get().isPresent());
  }

  private void refuse() {
    refused.getChildren().clear();
    boolean open = !(model.editProperty().get() instanceof RowEdit.Nothing);
    model
        .problemProperty()
        .get()
        .filter(met -> open)
        .ifPresent(met -> refused.getChildren().add(new ProblemPane(met, action -> {})));
    Nodes.show(refused, !refused.getChildren().isEmpty());
  }
}
