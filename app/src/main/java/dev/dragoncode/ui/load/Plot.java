package dev.dragoncode.ui.load;

import dev.dragoncode.load.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/**
 * Lines of latencies: upwards in milliseconds, by powers of ten where they lie far apart; to the
 * right whatever the caller means.
 */
final class Plot extends Pane {

  private static final double LEFT = 58;
  private static final double RIGHT = 14;
  private static final double TOP = 10;
  private static final double BOTTOM = 22;
  private static final double HEIGHT = 190;
  private static final double LABEL_HEIGHT = 16;
  private static final double LABEL_WIDTH = 60;

  /** From this ratio on the small ones would be a flat line at the bottom. */
  private static final double FAR_APART = 20;

  /** Above and below the lines, where they go by powers. */
  private static final double ROOM = 0.15;

  /** Words below are not nearer to each other. */
  private static final double APART = 36;

  private List<Series> series = List.of();
  private List<Mark> marks = List.of();
  private OptionalDouble limit = OptionalDouble.empty();
  private double low;
  private double high = 1;
  private boolean powers;

  /**
   * A point of a line.
   *
   * @param x from 0 to 1
   * @param millis a latency
   */
  record Spot(double x, double millis) {}

  /**
   * A line.
   *
   * @param style its style class
   */
  record Series(String style, List<Spot> spots) {}

  /** A line of the grid, with its words below. */
  record Mark(double x, String words) {}

  Plot(String accessibleText) {
    getStyleClass().add("plot");
    setAccessibleText(accessibleText);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMinWidth(0);
    setFocusTraversable(false);
  }

  /**
   * Draws these in place of what was drawn.
   *
   * @param limit a latency that is promised; drawn across
   */
  void show(List<Series> series, List<Mark> marks, OptionalDouble limit) {
    this.series = List.copyOf(series);
    this.marks = List.copyOf(marks);
    this.limit = limit;
    scale();
    requestLayout();
  }

  private void scale() {
    double[] values =
        DoubleStream.concat(
                series.stream().flatMapToDouble(s -> s.spots().stream().mapToDouble(Spot::millis)),
                limit.stream())
            .filter(each -> each > 0)
            .toArray();
    double least = DoubleStream.of(values).min().orElse(1);
    double most = DoubleStream.of(values).max().orElse(1);
    powers = most / least >= FAR_APART;
    low = powers ? least / Math.pow(FAR_APART, ROOM) : 0;
    high = powers ? most * Math.pow(FAR_APART, ROOM) : most * 1.1;
  }

  /** Where lines of the grid lie, in milliseconds. */
  private List<Double> levels() {
    List<Double> levels = new ArrayList<>();
    if (powers) {
      for (double level = Math.pow(10, Math.ceil(Math.log10(low))); level <= high; level *= 10) {
        levels.add(level);
      }
      return levels;
    }
    double rough = high / 4;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = rough / power >= 5 ? 5 * power : rough / power >= 2 ? 2 * power : power;
    for (double level = 0; level <= high; level += step) {
      levels.add(level);
    }
    return levels;
  }

  @Override
  protected void layoutChildren() {
    List<Node> nodes = new ArrayList<>();
    for (double level : levels()) {
      nodes.add(line("grid", LEFT, y(level), getWidth() - RIGHT, y(level)));
      String words = level == 0 ? "0" : Words.of(Duration.ofNanos(Math.round(level * 1e6)));
      Label label = label(words, Pos.CENTER_RIGHT);
      label.resizeRelocate(0, y(level) - LABEL_HEIGHT / 2, LEFT - 8, LABEL_HEIGHT);
      nodes.add(label);
    }
    double left = -APART;
    for (Mark mark : marks) {
      nodes.add(line("grid", x(mark.x()), y(high), x(mark.x()), y(low)));
      boolean last = mark.equals(marks.getLast());
      double right = last ? x(mark.x()) + APART : x(marks.getLast().x());
      if (mark.words().isEmpty() || x(mark.x()) - left < APART || right - x(mark.x()) < APART) {
        continue;
      }
      left = x(mark.x());
      Label label = label(mark.words(), Pos.CENTER);
      double at = Math.clamp(x(mark.x()) - LABEL_WIDTH / 2, 0, getWidth() - LABEL_WIDTH);
      label.resizeRelocate(at, getHeight() - BOTTOM + 4, LABEL_WIDTH, LABEL_HEIGHT);
      nodes.add(label);
    }
    limit.ifPresent(at -> nodes.add(line("limit", LEFT, y(at), getWidth() - RIGHT, y(at))));
    for (Series each : series) {
      Polyline line = new Polyline();
      line.getStyleClass().add(each.style());
      for (Spot spot : each.spots()) {
        line.getPoints().addAll(x(spot.x()), y(spot.millis()));
      }
      nodes.add(line);
    }
    getChildren().setAll(nodes);
  }

  private static Line line(String style, double x1, double y1, double x2, double y2) {
    Line line = new Line(x1, y1, x2, y2);
    line.getStyleClass().add(style);
    return line;
  }

  private static Label label(String words, Pos pos) {
    Label label = new Label(words);
    label.getStyleClass().addAll("faint", "small");
    label.setAlignment(pos);
    return label;
  }

  private double x(double part) {
    return LEFT + (getWidth() - LEFT - RIGHT) * part;
  }

  private double y(double millis) {
    double part =
        powers ? Math.log10(Math.max(millis, low) / low) / Math.log10(high / low) : millis / high;
    return Math.round(TOP + (getHeight() - TOP - BOTTOM) * (1 - part)) + 0.5;
  }
}
