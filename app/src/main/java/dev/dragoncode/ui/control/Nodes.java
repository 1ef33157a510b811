package dev.dragoncode.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes the plain nodes of which every screen is built. */
public final class Nodes {

  private Nodes() {}

  /** A label that shortens with an ellipsis and then tells its text in a tooltip. */
  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    label.setMinWidth(0);
    label.setTextOverrun(OverrunStyle.ELLIPSIS);
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(label.textProperty());
    label
        .needsLayoutProperty()
        .addListener((property, before, now) -> {
          boolean shortened = label.prefWidth(-1) > label.getWidth() + 1;
          if (shortened != (label.getTooltip() != null)) {
            label.setTooltip(shortened ? tooltip : null);
          }
        });
    return label;
  }

  /** A label that wraps. */
  public static Label paragraph(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A button of the house's look; its text never shortens. */
  public static Button button(String text, Runnable action, String... styles) {
    Button button = new Button(text);
    button.getStyleClass().add("btn");
    button.getStyleClass().addAll(styles);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** A quiet button that copies what the supplier gives and says so for a moment. */
  public static Button copyButton(
      String text, String done, String accessibleText, java.util.function.Supplier<String> value) {
    Button button = new Button(text);
    button.getStyleClass().setAll("button", "copy-link");
    button.setAccessibleText(accessibleText);
    button.setMinWidth(Region.USE_PREF_SIZE);
    javafx.animation.PauseTransition back =
        new javafx.animation.PauseTransition(javafx.util.Duration.seconds(1.2));
    back.setOnFinished(event -> button.setText(text));
    button.setOnAction(event -> {
      copy(value.get());
      button.setText(done);
      back.playFromStart();
    });
    return button;
  }

  /** Puts a text on the clipboard. */
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  public static FontIcon icon(String literal) {
    return new FontIcon(literal);
  }

  /** Takes all the width that is left in a row. */
  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  public static HBox row(double gap, Node... nodes) {
    HBox row = new HBox(gap, nodes);
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return row;
  }

  /** Shows or hides a node together with the room it takes. */
  public static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
