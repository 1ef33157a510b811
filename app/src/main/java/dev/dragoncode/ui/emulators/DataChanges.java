package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.browse.DataBrowser.Ability;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.emulators.DataTabState.Content;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** What can be done to a place as a whole: put a file into it, delete all that it holds. */
final class DataChanges extends HBox {

  private final Button upload;
  private final Button clear;
  private final Label question = Nodes.label("", "small");
  private final Button yes;
  private final Button no;
  private final Tooltip why = new Tooltip(text("data.changes.off"));
  private boolean clears;
  private boolean asking;

  DataChanges(DataTabViewModel model, EmulatorActions actions) {
    super(12);
    setAlignment(Pos.CENTER_RIGHT);
    upload =
        link(
            text("data.upload"),
            "data-upload",
            () -> actions.askForFile().ifPresent(model::upload));
    clear = link(text("data.clear"), "data-clear", () -> ask(true));
    yes =
        link(
            text("data.clear.yes"),
            "data-clear-yes",
            () -> {
              ask(false);
              model.clear();
            });
    no = link(text("data.clear.no"), "data-clear-no", () -> ask(false));
    getChildren().addAll(upload, clear, question, yes, no);
    ask(false);
  }

  private static Button link(String text, String id, Runnable action) {
    Button button = Nodes.button(text, action);
    button.getStyleClass().setAll("button", "copy-link");
    button.setId(id);
    return button;
  }

  /** Asks whether all is to be deleted, or no longer. */
  private void ask(boolean now) {
    asking = now;
    for (Node node : List.of(question, yes, no)) {
      Nodes.show(node, asking);
    }
    Nodes.show(clear, clears && !asking);
  }

  void update(Content.Rows content, DataTabState now) {
    boolean ofPlace = content.query().isEmpty();
    clears = ofPlace && now.can(Ability.CLEAR) && !content.page().rows().isEmpty();
    ask(asking && clears && now.changes());
    Nodes.show(upload, ofPlace && now.can(Ability.UPLOAD));
    question.setText(text("data.clear.question", now.place().map(Place::name).orElse("")));
    upload.setDisable(!now.changes());
    clear.setDisable(!now.changes());
    // a button that is off tells nothing itself; what stands around it does
    Tooltip.uninstall(this, why);
    if (!now.changes()) {
      Tooltip.install(this, why);
    }
  }
}
