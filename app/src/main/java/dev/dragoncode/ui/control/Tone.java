package dev.dragoncode.ui.control;

import java.util.Locale;
import javafx.scene.Node;

/** What a colour says; a sign, a word or a shape always says it too. */
public enum Tone {
  OK,
  WARN,
  BAD,
  INFO,
  IDLE;

  String styleClass() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gives a node this tone's style class and takes that of any other tone away. */
  public void on(Node node) {
    for (Tone tone : values()) {
      if (tone != this) {
        node.getStyleClass().remove(tone.styleClass());
      }
    }
    if (!node.getStyleClass().contains(styleClass())) {
      node.getStyleClass().add(styleClass());
    }
  }
}
