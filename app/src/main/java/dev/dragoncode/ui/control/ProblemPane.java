package dev.dragoncode.ui.control;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** A problem with its reason and its remedies, those that a machine can carry out as buttons. */
public final class ProblemPane extends VBox {

  /**
   * @param act carries out a remedy's action
   */
  public ProblemPane(Problem problem, Consumer<Remedy.Action> act) {
    getStyleClass().add("problem-pane");
    StateDot dot = new StateDot(Tone.BAD);
    getChildren().add(Nodes.row(9, dot, Nodes.label(problem.title(), "h3")));
    getChildren().add(Nodes.paragraph(problem.reason(), "sub"));
    FlowPane buttons = new FlowPane(10, 8);
    VBox steps = new VBox(4);
    for (Remedy remedy : problem.remedies()) {
      remedy
          .action()
          .ifPresentOrElse(
              action -> {
                Button button = Nodes.button(remedy.text(), () -> act.accept(action));
                buttons.getChildren().add(button);
              },
              () -> steps.getChildren().add(Nodes.paragraph("•  " + remedy.text())));
    }
    if (!steps.getChildren().isEmpty()) {
      getChildren().add(steps);
    }
    if (!buttons.getChildren().isEmpty()) {
      getChildren().add(buttons);
    }
  }
}
