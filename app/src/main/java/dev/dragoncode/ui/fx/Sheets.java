package dev.dragoncode.ui.fx;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.ui.control.Nodes;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Sheets over the window: a dialog that stays inside it. Esc closes. */
public final class Sheets {

  private Sheets() {}

  /** An empty sheet with a title. */
  public static VBox sheet(String title) {
    VBox sheet = new VBox(Nodes.label(title, "h1"));
    sheet.getStyleClass().add("dialog-sheet");
    sheet.setMaxHeight(VBox.USE_PREF_SIZE);
    return sheet;
  }

  /**
   * The window's modal pane.
   *
   * @param owner any node in that window
   * @throws IllegalStateException if the window has none
   */
  public static ModalPane modal(Node owner) {
    Node modal = owner.getScene().lookup("#modal");
    if (modal instanceof ModalPane pane) {
      return pane;
    }
    throw new IllegalStateException("The window has no modal pane");
  }
}
