package dev.dragoncode.ui.fakes;

import dev.dragoncode.service.fakes.FakesSnapshot.Phase;
import java.io.File;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;

/** Takes OpenAPI documents that are dropped on the screen while the fake APIs run. */
final class DocumentDrop {

  private static final String STYLE = "drop-here";

  private DocumentDrop() {}

  static void on(Region screen, FakesViewModel model) {
    screen.setOnDragOver(event -> {
      if (takes(event, model)) {
        event.acceptTransferModes(TransferMode.COPY);
        if (!screen.getStyleClass().contains(STYLE)) {
          screen.getStyleClass().add(STYLE);
        }
        // the window itself would take it for a project
        event.consume();
      }
    });
    screen.setOnDragExited(event -> screen.getStyleClass().remove(STYLE));
    screen.setOnDragDropped(event -> {
      if (takes(event, model)) {
        documents(event).forEach(file -> model.add(file.toString(), () -> {}, model::tell));
        event.setDropCompleted(true);
        event.consume();
      }
    });
  }

  private static boolean takes(DragEvent event, FakesViewModel model) {
    return model.snapshotProperty().get().phase() == Phase.READY && !documents(event).isEmpty();
  }

  private static List<File> documents(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    return files == null
        ? List.of()
        : files.stream()
            .filter(file -> file.getName().toLowerCase(Locale.ROOT).matches(".*\\.(ya?ml|json)"))
            .toList();
  }
}
