package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.service.rotate.Rotated;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.runs.RunSheet.Line;
import java.util.List;
import javafx.scene.Node;

/** How a rotation of the database's password looks: each step with its time. */
public record RotateLook() implements RunSheet.Look<Rotated> {

  @Override
  public String title() {
    return text("rotate.title");
  }

  @Override
  public Line line(Rotated rotated) {
    return new Line(text("run.ended"), Tone.OK, rotated.summary());
  }

  @Override
  public List<Node> rows(Rotated rotated) {
    return rotated.steps().stream()
        .<Node>map(step ->
            RunSheet.row(
                new StatusTag(text("tests.seconds", step.took().toMillis() / 1000.0), Tone.OK),
                text("rotate." + step.kind().name()),
                step.words()))
        .toList();
  }
}
