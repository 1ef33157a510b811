package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.readiness.Proof.Outcome;
import dev.dragoncode.run.probe.Shown;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.runs.RunSheet.Line;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Node;

/**
 * How the probes of a running service look: each with what was asked and what came.
 *
 * @param titles the title of a check by its id
 */
public record ProbeLook(UnaryOperator<String> titles) implements RunSheet.Look<List<Shown>> {

  @Override
  public String title() {
    return text("probes.title");
  }

  @Override
  public Line line(List<Shown> all) {
    long shown = all.stream().filter(each -> each.outcome() == Outcome.SHOWN).count();
    long refuted = all.stream().filter(each -> each.outcome() == Outcome.REFUTED).count();
    String words = text("probes.summary", shown, refuted, all.size() - shown - refuted);
    return refuted > 0
        ? new Line(text("tests.failed"), Tone.BAD, words)
        : new Line(text("run.ended"), shown > 0 ? Tone.OK : Tone.WARN, words);
  }

  @Override
  public List<Node> rows(List<Shown> all) {
    return all.stream()
        .filter(each -> each.outcome() != Outcome.OPEN)
        .sorted(Comparator.comparing(each -> each.outcome() == Outcome.SHOWN))
        .<Node>map(each ->
            RunSheet.row(
                each.outcome() == Outcome.SHOWN
                    ? new StatusTag(text("tag.proven"), Tone.OK)
                    : new StatusTag(text("probes.refuted"), Tone.BAD),
                titles.apply(each.check()),
                each.summary()))
        .toList();
  }
}
