package dev.dragoncode.ui.control;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A word or a sign on a tinted ground; never wraps or shortens. */
public final class StatusTag extends Label {

  /** As wide as "passed", "skipped" and "412 ms" need. */
  private static final double COLUMN = 64;

  private double least;

  public StatusTag(String text, Tone tone) {
    getStyleClass().add("status-tag");
    setMinWidth(Region.USE_PREF_SIZE);
    show(text, tone);
  }

  /** The same, as wide as its neighbours in a column, so that what follows lines up. */
  public StatusTag inColumn() {
    least = COLUMN;
    setAlignment(Pos.CENTER);
    return this;
  }

  @Override
  protected double computePrefWidth(double height) {
    return Math.max(least, super.computePrefWidth(height));
  }

  public void show(String text, Tone tone) {
    setText(text);
    tone.on(this);
  }
}
