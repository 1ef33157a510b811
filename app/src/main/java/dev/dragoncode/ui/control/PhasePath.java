package dev.dragoncode.ui.control;

import dev.dragoncode.readiness.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The way from prototype to production: a ring for each phase, joined by a line. */
public final class PhasePath extends HBox {

  private final Map<Phase, PhaseRing> rings = new EnumMap<>(Phase.class);
  private final Map<Phase, Button> buttons = new EnumMap<>(Phase.class);

  /**
   * @param choose called when the user picks a phase
   */
  public PhasePath(Consumer<Phase> choose) {
    getStyleClass().addAll("card", "phase-path");
    setSpacing(8);
    setMinHeight(USE_PREF_SIZE);
    for (Phase phase : Phase.values()) {
      if (phase != Phase.PROTOTYPE) {
        Region link = new Region();
        link.getStyleClass().add("link");
        HBox.setHgrow(link, Priority.ALWAYS);
        HBox.setMargin(link, new javafx.geometry.Insets(0, 0, 22, 0));
        getChildren().add(link);
      }
      PhaseRing ring = new PhaseRing(38);
      Label name = new Label(phase.title());
      name.getStyleClass().add("name");
      VBox box = new VBox(6, ring, name);
      box.setAlignment(Pos.CENTER);
      Button button = new Button();
      button.getStyleClass().setAll("button", "phase");
      button.setGraphic(box);
      button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(event -> choose.accept(phase));
      rings.put(phase, ring);
      buttons.put(phase, button);
      getChildren().add(button);
    }
  }

  /** Shows one phase's figures. */
  public void show(Phase phase, int passed, int applicable, Tone tone, boolean current) {
    PhaseRing ring = java.util.Objects.requireNonNull(rings.get(phase));
    Button button = java.util.Objects.requireNonNull(buttons.get(phase));
    double fraction = applicable == 0 ? 0 : (double) passed / applicable;
    ring.show(fraction, applicable == 0 ? "–" : passed + "/" + applicable, tone, current);
    button.setAccessibleText(phase.title() + ": " + passed + " of " + applicable + " pass");
    button.getStyleClass().remove("current");
    if (current) {
      button.getStyleClass().add("current");
    }
  }
}
