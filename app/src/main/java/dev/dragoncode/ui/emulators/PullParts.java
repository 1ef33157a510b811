package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.PullProgress.Part;
import dev.dragoncode.ui.control.Nodes;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The layers of an image, or the artifacts of an engine, while they are fetched. */
final class PullParts extends VBox {

  /** Some twelve layers; more are scrolled. */
  private static final double HEIGHT = 240;

  private final Label what = Nodes.paragraph("", "sub");
  private final GridPane grid = new GridPane(14, 4);

  PullParts() {
    super(6);
    setId("pull-parts");
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    ColumnConstraints right = new ColumnConstraints();
    right.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints()
        .setAll(new ColumnConstraints(), new ColumnConstraints(), wide, right);
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(HEIGHT);
    scroll.setFocusTraversable(false);
    getChildren().setAll(Nodes.label(text("details.pull"), "h2"), what, scroll);
  }

  /** Shows how far it is; nothing unless something is being fetched. */
  void update(EmulatorState state) {
    boolean pulling = state instanceof EmulatorState.Pulling;
    Nodes.show(this, pulling);
    if (state instanceof EmulatorState.Pulling(PullProgress progress)) {
      what.setText(progress.what());
      grid.getChildren().clear();
      int row = 0;
      for (Part part : progress.parts()) {
        grid.addRow(row++, name(part), step(part), bar(part), bytes(part));
      }
    }
  }

  private static Label name(Part part) {
    Label name = Nodes.label(part.name(), "mono");
    name.setMinWidth(USE_PREF_SIZE);
    return name;
  }

  private static Label step(Part part) {
    Label step = Nodes.label(text("details.pull." + part.step()), "sub");
    step.setMinWidth(USE_PREF_SIZE);
    return step;
  }

  private static ProgressBar bar(Part part) {
    boolean done = part.step().compareTo(PullProgress.Step.DOWNLOADED) >= 0;
    double share =
        done ? 1 : part.totalBytes() <= 0 ? 0 : (double) part.doneBytes() / part.totalBytes();
    ProgressBar bar = new ProgressBar(share);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMinWidth(60);
    return bar;
  }

  private static Label bytes(Part part) {
    Label bytes =
        Nodes.label(
            part.totalBytes() <= 0
                ? ""
                : text(
                    "details.pull.bytes",
                    megabytes(part.doneBytes()),
                    megabytes(part.totalBytes())),
            "sub");
    bytes.setMinWidth(USE_PREF_SIZE);
    return bytes;
  }

  private static String megabytes(long bytes) {
    return String.format(java.util.Locale.ROOT, "%.1f", bytes / 1_048_576.0);
  }
}
