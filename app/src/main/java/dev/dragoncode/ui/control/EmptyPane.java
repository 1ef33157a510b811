package dev.dragoncode.ui.control;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** What a screen says while it has nothing to show: what to do, with the button. */
public final class EmptyPane extends VBox {

  public EmptyPane(String icon, String title, String hint, Button... buttons) {
    getStyleClass().add("empty-pane");
    var words = Nodes.paragraph(hint, "sub");
    words.setMaxWidth(420);
    words.setAlignment(javafx.geometry.Pos.CENTER);
    words.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    getChildren().addAll(Nodes.icon(icon), Nodes.label(title, "h3"), words);
    getChildren().addAll(buttons);
  }
}
