package dev.dragoncode.ui.control;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

/** The newest readings of a figure as sixteen small bars. */
public final class Sparkline extends Pane {

  private static final int BARS = 16;
  private static final double BAR_WIDTH = 3;
  private static final double STEP = 5;
  private static final double HEIGHT = 18;

  /** Below this, in percent of a core, the scale does not shrink: idle looks idle. */
  private static final double SMALLEST_SCALE = 20;

  public Sparkline() {
    getStyleClass().add("sparkline");
    setMinSize(BARS * STEP, HEIGHT);
    setPrefSize(BARS * STEP, HEIGHT);
    setMaxSize(BARS * STEP, HEIGHT);
    for (int i = 0; i < BARS; i++) {
      Rectangle bar = new Rectangle(i * STEP, HEIGHT - 2, BAR_WIDTH, 2);
      bar.getStyleClass().add("bar");
      getChildren().add(bar);
    }
  }

  /** Shows the newest of the readings, the last one at the right. */
  public void show(List<Double> readings) {
    double scale =
        Math.max(
            SMALLEST_SCALE, readings.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    int offset = BARS - readings.size();
    for (int i = 0; i < BARS; i++) {
      double reading = i - offset >= 0 ? readings.get(i - offset) : 0;
      Rectangle bar = (Rectangle) getChildren().get(i);
      double height = Math.max(2, HEIGHT * Math.min(1, reading / scale));
      bar.setY(HEIGHT - height);
      bar.setHeight(height);
      bar.getStyleClass().setAll(reading > 0.5 ? List.of("bar", "hot") : List.of("bar"));
    }
  }
}
