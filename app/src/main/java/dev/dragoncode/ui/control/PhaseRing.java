package dev.dragoncode.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;

/** A ring that is filled as far as something is done, with the figure inside. */
public final class PhaseRing extends StackPane {

  private final Arc value;
  private final Label figure = new Label();

  /**
   * @param diameter of the ring's middle line, pixels
   */
  public PhaseRing(double diameter) {
    getStyleClass().add("phase-ring");
    double size = diameter + 8;
    double radius = diameter / 2;
    Circle track = new Circle(size / 2, size / 2, radius);
    track.getStyleClass().add("track");
    value = new Arc(size / 2, size / 2, radius, radius, 90, 0);
    value.setType(ArcType.OPEN);
    value.getStyleClass().add("value");
    figure.getStyleClass().add("figure");
    figure.setMinWidth(USE_PREF_SIZE);
    javafx.scene.layout.Pane drawing = new javafx.scene.layout.Pane(track, value);
    drawing.setMinSize(size, size);
    drawing.setMaxSize(size, size);
    drawing.setPrefSize(size, size);
    getChildren().setAll(drawing, figure);
    setMinSize(size, size);
    setMaxSize(size, size);
  }

  /**
   * Fills the ring.
   *
   * @param fraction from 0 to 1
   * @param text short: a score or {@code 7/9}
   */
  public void show(double fraction, String text, Tone tone, boolean current) {
    value.setLength(-360 * Math.clamp(fraction, 0, 1));
    value.setVisible(fraction > 0);
    figure.setText(text);
    tone.on(this);
    getStyleClass().remove("current");
    if (current) {
      getStyleClass().add("current");
    }
  }
}
