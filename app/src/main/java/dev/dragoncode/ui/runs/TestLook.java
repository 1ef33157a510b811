package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestSuite;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.runs.RunSheet.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;

/**
 * How a run of the tests looks: what failed, why, and a link to its line.
 *
 * @param remedies opens a file
 */
public record TestLook(Consumer<Remedy.Action> remedies) implements RunSheet.Look<TestRun> {

  /** More failures than this are in the log. */
  private static final int SHOWN = 6;

  @Override
  public String title() {
    return text("tests.title");
  }

  @Override
  public Line line(TestRun run) {
    String words =
        run.summary() + " · " + text("tests.seconds", run.took().toMillis() / 1000.0);
    return switch (run.outcome()) {
      case PASSED -> new Line(text("tests.passed"), Tone.OK, words);
      case FAILED -> new Line(text("tests.failed"), Tone.BAD, words);
      case NOTHING -> new Line(text("tests.nothing"), Tone.WARN, words);
    };
  }

  @Override
  public List<Node> rows(TestRun run) {
    List<Node> rows = new ArrayList<>();
    int more = 0;
    for (TestSuite suite : run.report().suites()) {
      for (TestCase test : suite.cases()) {
        if (test.result() != Result.FAILED && !test.flaky()) {
          continue;
        }
        if (rows.size() < SHOWN) {
          rows.add(row(suite, test));
        } else {
          more++;
        }
      }
    }
    if (more > 0) {
      rows.add(Nodes.label(text("tests.more", more), "faint"));
    }
    return rows;
  }

  private HBox row(TestSuite suite, TestCase test) {
    StatusTag tag =
        test.flaky()
            ? new StatusTag(text("tests.flaky"), Tone.WARN)
            : new StatusTag(text("tests.failed"), Tone.BAD);
    HBox row =
        RunSheet.row(
            tag,
            test.name(),
            suite.name() + test.failure().map(f -> " · " + f.message()).orElse(""));
    test.failure()
        .flatMap(TestCase.Failure::place)
        .ifPresent(place -> row.getChildren().add(link(place)));
    return row;
  }

  private Hyperlink link(Place place) {
    String name = place.file().substring(place.file().lastIndexOf('/') + 1);
    Hyperlink link = new Hyperlink(name + ":" + place.line());
    link.setMinWidth(Hyperlink.USE_PREF_SIZE);
    link.setOnAction(
        event -> remedies.accept(new Remedy.OpenFile(Path.of(place.file()), place.line())));
    return link;
  }
}
