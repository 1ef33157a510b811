package dev.dragoncode.app;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/** A small window with a folder in it that can be dragged away, as a file manager has. FX thread. */
final class FolderSource {

  private static final double X = 20;
  private static final double Y = 860;

  private final Stage stage = new Stage(StageStyle.UNDECORATED);

  FolderSource(Path folder) {
    Label label = new Label(folder.getFileName().toString());
    label.setMinSize(120, 60);
    label.setOnDragDetected(
        event -> {
          Dragboard board = label.startDragAndDrop(TransferMode.COPY);
          ClipboardContent content = new ClipboardContent();
          content.putFiles(List.of(folder.toFile()));
          board.setContent(content);
          event.consume();
        });
    stage.setScene(new Scene(label, 120, 60));
    stage.setX(X);
    stage.setY(Y);
    stage.show();
  }

  Point2D point() {
    return new Point2D(stage.getX() + 60, stage.getY() + 30);
  }

  void close() {
    stage.close();
  }
}
