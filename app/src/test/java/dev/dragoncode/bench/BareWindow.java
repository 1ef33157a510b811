package dev.dragoncode.bench;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * The smallest JavaFX program with a window: what the workbench's cold start is measured against.
 */
public final class BareWindow {

  private BareWindow() {}

  /** Shows a label and ends once it is painted. */
  public static void main(String[] arguments) {
    Platform.startup(() -> {
      Label label = new Label("Hello");
      label.setId("content");
      Stage stage = new Stage();
      stage.setScene(new Scene(new StackPane(label), 1280, 800));
      stage.show();
      FirstPaint.report("#content");
    });
  }
}
