package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.fx.Sheets;
import java.io.File;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** Asks for a file of YAML or JSON; what is wrong with it is told there, until one is right. */
final class FileSheet {

  /** Uses what was named. */
  interface Use {
    void with(String named, Runnable done, Consumer<Problem> refused);
  }

  private FileSheet() {}

  /**
   * Shows the sheet.
   *
   * @param keys where its texts stand: {@code .title}, {@code .lead}, {@code .prompt}, {@code .yes}
   */
  static void show(Node owner, String keys, Use use) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(text(keys + ".title"));
    TextField named = new TextField();
    named.setId("file-named");
    named.setPromptText(text(keys + ".prompt"));
    named.setAccessibleText(text(keys + ".prompt"));
    named.setPrefColumnCount(34);
    HBox.setHgrow(named, Priority.ALWAYS);
    VBox refused = new VBox();
    Nodes.show(refused, false);
    Button yes = new Button();
    yes.setText(text(keys + ".yes"));
    yes.getStyleClass().addAll("btn", "primary");
    yes.setId("file-yes");
    yes.setMinWidth(Button.USE_PREF_SIZE);
    named.setOnAction(event -> yes.fire());
    yes.disableProperty().bind(named.textProperty().map(String::isBlank));
    yes.setOnAction(event ->
        use.with(
            named.getText().strip(),
            modal::hide,
            problem -> {
              refused.getChildren().setAll(new ProblemPane(problem, action -> {}));
              Nodes.show(refused, true);
            }));
    Button choose =
        Nodes.button(
            text("fakes.choose"),
            () -> {
              FileChooser chooser = new FileChooser();
              chooser
                  .getExtensionFilters()
                  .addAll(
                      new FileChooser.ExtensionFilter("YAML, JSON", "*.yaml", "*.yml", "*.json"));
              File chosen = chooser.showOpenDialog(owner.getScene().getWindow());
              if (chosen != null) {
                named.setText(chosen.toString());
              }
            });
    sheet
        .getChildren()
        .addAll(
            Nodes.paragraph(text(keys + ".lead"), "sub"),
            Nodes.row(8, named, choose),
            refused,
            Nodes.row(10, Nodes.spacer(), Nodes.button(text("cancel"), modal::hide), yes));
    modal.show(sheet);
    named.requestFocus();
  }
}
