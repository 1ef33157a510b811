package dev.dragoncode.ui.control;

import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Grey bars where content is about to be. */
public final class Skeleton extends VBox {

  /**
   * @param rows how many bars
   * @param height of each, pixels
   */
  public Skeleton(int rows, double height) {
    setSpacing(10);
    for (int i = 0; i < rows; i++) {
      Region bar = new Region();
      bar.getStyleClass().add("skeleton");
      bar.setMinHeight(height);
      bar.setPrefHeight(height);
      getChildren().add(bar);
    }
    FadeTransition breathe = new FadeTransition(Duration.seconds(1.1), this);
    breathe.setFromValue(1);
    breathe.setToValue(.55);
    breathe.setAutoReverse(true);
    breathe.setCycleCount(Animation.INDEFINITE);
    sceneProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            breathe.stop();
          } else {
            breathe.play();
          }
        });
  }
}
