package dev.dragoncode.ui.control;

import javafx.scene.layout.Region;

/** A small mark whose colour and shape tell a state; the word stands beside it. */
public final class StateDot extends Region {

  public StateDot(Tone tone) {
    getStyleClass().add("state-dot");
    tone.on(this);
  }

  public void show(Tone tone) {
    tone.on(this);
  }
}
