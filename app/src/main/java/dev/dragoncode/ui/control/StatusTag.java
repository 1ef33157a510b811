package dev.dragoncode.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A word or a sign on a tinted ground; never wraps or shortens. */
public final class StatusTag extends Label {

  public StatusTag(String text, Tone tone) {
    getStyleClass().add("status-tag");
    setMinWidth(Region.USE_PREF_SIZE);
    show(text, tone);
  }

  public void show(String text, Tone tone) {
    setText(text);
    tone.on(this);
  }
}
