package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.io.files.LineDiff;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.ExpectedActual;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestRequest.Named;
import dev.dragoncode.ui.control.DiffView;
import dev.dragoncode.ui.control.Nodes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One test: what came of it, why, expected beside actual, a link to its line, and Rerun. */
final class CasePane extends VBox {

  private final Consumer<Remedy.Action> act;
  private final Consumer<List<Named>> rerun;

  /**
   * @param act opens a file at a line
   */
  CasePane(Consumer<Remedy.Action> act, Consumer<List<Named>> rerun) {
    this.act = act;
    this.rerun = rerun;
    getStyleClass().add("case-pane");
    setMinWidth(0);
    setSpacing(10);
    nothing();
  }

  void nothing() {
    getChildren().setAll(Nodes.label(text("tests.choose"), "faint"));
  }

  /**
   * @param running whether a run goes on: only one does at a time
   */
  void show(CaseTree.Entry entry, boolean running) {
    switch (entry) {
      case CaseTree.Entry.Suite(var suite) -> {
        List<Named> all =
            suite.cases().stream().map(each -> new Named(suite.name(), each.name())).toList();
        getChildren().setAll(head(suite.name(), text("tests.rerunSuite"), all, running));
      }
      case CaseTree.Entry.Case each -> show(each, running);
    }
  }

  private void show(CaseTree.Entry.Case each, boolean running) {
    TestCase test = each.test();
    getChildren().setAll(head(test.name(), text("tests.rerunOne"), List.of(each.named()), running));
    HBox where = Nodes.row(10, Nodes.label(each.suite(), "sub", "mono-small"));
    test.failure().flatMap(Failure::place).ifPresent(place -> where.getChildren().add(link(place)));
    getChildren().add(where);
    test.failure().ifPresentOrElse(this::failure, () -> getChildren().add(fine(test)));
  }

  private HBox head(String name, String button, List<Named> tests, boolean running) {
    Button again = Nodes.button(button, () -> rerun.accept(tests));
    again.setId("rerun-one");
    again.setDisable(running);
    var title = Nodes.label(name, "strong");
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    return Nodes.row(10, title, again);
  }

  private static javafx.scene.Node fine(TestCase test) {
    String took = CaseTree.took(test.took());
    String word = text("tests.result." + test.result().name());
    return Nodes.label(took.isEmpty() ? word : word + " · " + took, "sub");
  }

  private void failure(Failure failure) {
    if (!failure.message().isBlank()) {
      getChildren().add(Nodes.paragraph(failure.message(), "failure-message"));
    }
    String whole = failure.message() + "\n" + failure.details();
    ExpectedActual.of(failure.details())
        .or(() -> ExpectedActual.of(whole))
        .ifPresent(both -> getChildren().add(diff(both)));
    TextArea details = new TextArea(failure.details());
    details.setEditable(false);
    details.setId("case-details");
    details.getStyleClass().add("code-area");
    details.setMinHeight(60);
    VBox.setVgrow(details, Priority.ALWAYS);
    if (!failure.details().isBlank()) {
      getChildren().add(details);
    }
  }

  private static DiffView diff(ExpectedActual both) {
    DiffView diff =
        new DiffView(text("tests.diff"), "", LineDiff.of(both.expected(), both.actual()));
    // the report below gives way, not the two lines that matter
    diff.setMinHeight(USE_PREF_SIZE);
    return diff;
  }

  private Hyperlink link(Place place) {
    String name = place.file().substring(place.file().lastIndexOf('/') + 1);
    Hyperlink link = new Hyperlink(name + ":" + place.line());
    link.setId("case-link");
    link.setMinWidth(Hyperlink.USE_PREF_SIZE);
    link.setOnAction(event -> act.accept(new Remedy.OpenFile(Path.of(place.file()), place.line())));
    return link;
  }

  /** The same, which may be taller than its place. */
  ScrollPane scrolled() {
    ScrollPane scroll = new ScrollPane(this);
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(0);
    return scroll;
  }
}
