package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.fx.Sheets;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** A profile from a file, whoever recorded it. */
public final class ProfileFileSheet {

  /** Of the window around it. */
  private static final double SHARE = 0.86;

  private ProfileFileSheet() {}

  /** Asks for a file. */
  public static void choose(Node owner, Consumer<Path> open) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text("profile.openFile"));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                text("profile.files"),
                "*.jfr",
                "*.cpuprofile",
                "*.collapsed",
                "*.txt",
                "*.pprof",
                "*.pb",
                "*.gz"),
            new FileChooser.ExtensionFilter(text("profile.allFiles"), "*"));
    File file = chooser.showOpenDialog(owner.getScene().getWindow());
    if (file != null) {
      open.accept(file.toPath());
    }
  }

  /** Shows a file's profile; where it cannot be read, why. */
  public static void show(
      Node owner,
      Path file,
      ProjectProfiles profiles,
      UiDispatcher dispatcher,
      Executor background,
      Consumer<Remedy.Action> act) {
    ModalPane modal = Sheets.modal(owner);
    VBox sheet = Sheets.sheet(String.valueOf(file.getFileName()));
    sheet.getStyleClass().add("profile-file");
    ProfilePane pane =
        new ProfilePane(
            new ProfileViewModel(file, Optional.empty(), profiles, dispatcher, background), act);
    VBox.setVgrow(pane, Priority.ALWAYS);
    pane.prefHeightProperty().bind(owner.getScene().heightProperty().multiply(SHARE));
    sheet.maxHeightProperty().bind(owner.getScene().heightProperty().multiply(SHARE));
    sheet.prefWidthProperty().bind(owner.getScene().widthProperty().multiply(SHARE));
    sheet.maxWidthProperty().bind(sheet.prefWidthProperty());
    Button close = Nodes.button(text("close"), () -> modal.hide(true));
    close.setId("profile-close");
    sheet.getChildren().addAll(pane, Nodes.row(10, Nodes.spacer(), close));
    modal.show(sheet);
  }
}
