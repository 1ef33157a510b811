package dev.dragoncode.ui.readiness;

import dev.dragoncode.readiness.TrendPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/**
 * A project's score, and how much of its checklist is decided, from look to look: percent upwards,
 * one step for each change to the right. Where the rules changed a line stands between the points,
 * since a jump there may be the rules' and not the project's.
 */
final class TrendChart extends Pane {

  private static final double LEFT = 40;
  private static final double RIGHT = 12;
  private static final double TOP = 8;
  private static final double BOTTOM = 8;
  private static final double HEIGHT = 190;
  private static final int[] MARKS = {0, 50, 100};

  /** With more points than this the dots would run into each other. */
  private static final int DOTS = 60;

  private final List<TrendPoint> points;

  /**
   * @param points oldest first
   */
  TrendChart(List<TrendPoint> points) {
    this.points = List.copyOf(points);
    getStyleClass().add("trend");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMinWidth(0);
    setFocusTraversable(false);
  }

  @Override
  protected void layoutChildren() {
    List<Node> nodes = new ArrayList<>();
    for (int mark : MARKS) {
      Line line = new Line(LEFT, y(mark), getWidth() - RIGHT, y(mark));
      line.getStyleClass().add("grid");
      Label label = new Label(Integer.toString(mark));
      label.getStyleClass().add("faint");
      label.resizeRelocate(0, y(mark) - 9, LEFT - 10, 18);
      label.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
      nodes.add(line);
      nodes.add(label);
    }
    for (int i = 1; i < points.size(); i++) {
      if (!points.get(i).rules().equals(points.get(i - 1).rules())) {
        double x = (x(i) + x(i - 1)) / 2;
        Line rules = new Line(x, y(100), x, y(0));
        rules.getStyleClass().add("rules");
        nodes.add(rules);
      }
    }
    draw("coverage", TrendPoint::coverage, nodes);
    draw("score", TrendPoint::score, nodes);
    getChildren().setAll(nodes);
  }

  private void draw(String style, Function<TrendPoint, OptionalInt> value, List<Node> into) {
    Polyline line = new Polyline();
    line.getStyleClass().add(style);
    into.add(line);
    for (int i = 0; i < points.size(); i++) {
      OptionalInt percent = value.apply(points.get(i));
      if (percent.isPresent()) {
        double y = y(percent.getAsInt());
        line.getPoints().addAll(x(i), y);
        if (points.size() <= DOTS) {
          Circle dot = new Circle(x(i), y, 2.5);
          dot.getStyleClass().addAll("dot", style);
          into.add(dot);
        }
      }
    }
  }

  private double x(int index) {
    double width = getWidth() - LEFT - RIGHT;
    return points.size() == 1
        ? LEFT + width / 2
        : LEFT + 6 + (width - 12) * index / (points.size() - 1);
  }

  private double y(int percent) {
    double height = HEIGHT - TOP - BOTTOM;
    return Math.round(TOP + height * (100 - percent) / 100) + 0.5;
  }
}
