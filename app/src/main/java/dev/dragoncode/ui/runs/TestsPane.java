package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.Finding;
import dev.dragoncode.run.KeptProblem;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRequest.Named;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestRunJson;
import dev.dragoncode.run.coverage.Coverage;
import dev.dragoncode.service.run.RunSnapshot;
import dev.dragoncode.service.run.RunSnapshot.State;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A run of the tests, while it goes on and afterwards: tests, coverage, history, output. */
final class TestsPane extends VBox {

  private final RunsViewModel model;
  private final Consumer<Remedy.Action> act;
  private final Label summary = Nodes.label("", "sub");
  private final HBox tabs = Nodes.row(8);
  private final StackPane body = new StackPane();
  private final VBox problem = new VBox();
  private final ToggleGroup group = new ToggleGroup();
  private final ToggleButton testsTab = tab("tests", text("tests.title"));
  private final ToggleButton coverageTab = tab("coverage", text("tests.coverage"));
  private final ToggleButton historyTab = tab("history", text("tests.history"));
  private final ToggleButton compareTab = tab("compare", text("runs.compare"));
  private final ToggleButton outputTab = tab("output", text("tests.output"));
  private final ToggleGroup filters = new ToggleGroup();
  private final ToggleButton all = pill("filter-all", filters);
  private final ToggleButton failed = pill("filter-failed", filters);
  private final Button again = Nodes.button(text("tests.rerunFailed"), this::rerunFailed);
  private final CasePane casePane;
  private final CaseTree tree = new CaseTree(this::choose);
  private final OutputView output = new OutputView();
  private final Label waiting = Nodes.label("", "faint");
  private final Node tests;
  private TestReport report = TestReport.empty();
  private Optional<Coverage> coverage = Optional.empty();
  private Optional<RunRecord> kept = Optional.empty();
  private boolean running;

  TestsPane(RunsViewModel model, Consumer<Remedy.Action> act) {
    this.model = model;
    this.act = act;
    casePane = new CasePane(act, model::rerun);
    getStyleClass().addAll("card", "tests-pane");
    setSpacing(10);
    again.setId("rerun-failed");
    tabs.getChildren().addAll(testsTab, coverageTab, historyTab, compareTab, outputTab);
    HBox.setHgrow(summary, Priority.ALWAYS);
    summary.setMaxWidth(Double.MAX_VALUE);
    HBox head = Nodes.row(14, Nodes.label(text("tests.title"), "h2"), summary, tabs);
    tests = tests();
    VBox.setVgrow(body, Priority.ALWAYS);
    body.setMinHeight(0);
    getChildren().addAll(head, problem, body);
    group
        .selectedToggleProperty()
        .addListener((property, before, now) -> {
          if (now == null && before != null) {
            before.setSelected(true);
          } else {
            open();
          }
        });
    testsTab.setSelected(true);
    Nodes.show(coverageTab, false);
    Nodes.show(compareTab, false);
    Nodes.show(problem, false);
  }

  private Node tests() {
    all.setSelected(true);
    filters
        .selectedToggleProperty()
        .addListener((property, before, now) -> {
          if (now == null && before != null) {
            before.setSelected(true);
          } else {
            tree.filter(failed.isSelected());
          }
        });
    SplitPane split = new SplitPane(new StackPane(tree, waiting), casePane.scrolled());
    split.setDividerPositions(.46);
    split.getStyleClass().add("plain-split");
    VBox.setVgrow(split, Priority.ALWAYS);
    VBox box = new VBox(8, Nodes.row(8, all, failed, Nodes.spacer(), onSave(), again), split);
    box.setMinHeight(0);
    return box;
  }

  private ToggleButton onSave() {
    ToggleButton toggle = new ToggleButton(text("tests.onSave"));
    toggle.getStyleClass().add("pill");
    toggle.setId("on-save");
    toggle.setMinWidth(USE_PREF_SIZE);
    toggle.selectedProperty().bindBidirectional(model.onSaveProperty());
    return toggle;
  }

  private ToggleButton tab(String id, String name) {
    ToggleButton tab = pill("tab-" + id, group);
    tab.setText(name);
    return tab;
  }

  private static ToggleButton pill(String id, ToggleGroup group) {
    ToggleButton pill = new ToggleButton();
    pill.getStyleClass().add("pill");
    pill.setId(id);
    pill.setMinWidth(USE_PREF_SIZE);
    pill.setToggleGroup(group);
    return pill;
  }

  /** A run of this session, while it goes on or where it could not be. */
  void show(RunSnapshot<TestRun> snapshot) {
    running = snapshot.state() instanceof State.Running;
    keep(Optional.empty());
    output.show(snapshot.output());
    switch (snapshot.state()) {
      case State.Idle<TestRun>() -> say(text("run.idle"), TestReport.empty(), Optional.empty());
      case State.Running<TestRun> now ->
          say(
              now.doing(),
              now.soFar().map(TestRun::report).orElse(TestReport.empty()),
              Optional.empty());
      case State.Ended<TestRun>(TestRun run) -> {
        say(run.summary(), run.report(), run.problem());
        cover(run.coverage());
      }
      case State.Stopped<TestRun>() -> say(text("run.stoppedWhy"), report, Optional.empty());
      case State.Failed<TestRun>(Problem why) ->
          say(text("run.notRun"), TestReport.empty(), Optional.of(why));
    }
  }

  /** A run that is kept. */
  void show(RunRecord record) {
    running = false;
    keep(Optional.of(record));
    Optional<Problem> why = KeptProblem.of(record.detail());
    try {
      say(record.summary(), TestRunJson.read(record.detail()), why);
      cover(TestRunJson.coverage(record.detail()));
    } catch (SyntaxException e) {
      say(record.summary(), TestReport.empty(), why);
    }
    model.output(record.id(), output::show);
  }

  /** One that is not kept yet has nothing to be compared by. */
  private void keep(Optional<RunRecord> record) {
    kept = record;
    Nodes.show(compareTab, record.isPresent());
    if (compareTab.isSelected()) {
      if (record.isPresent()) {
        open();
      } else {
        testsTab.setSelected(true);
      }
    }
  }

  private void cover(Optional<Coverage> now) {
    coverage = now;
    Nodes.show(coverageTab, now.isPresent());
    if (coverageTab.isSelected() && now.isEmpty()) {
      testsTab.setSelected(true);
    }
    open();
  }

  private void say(String words, TestReport now, Optional<Problem> why) {
    if (coverage.isPresent()) {
      cover(Optional.empty());
    }
    summary.setText(words);
    report = now;
    int bad = now.count(Result.FAILED);
    all.setText(text("tests.all", now.total()));
    failed.setText(text("tests.onlyFailed", bad));
    again.setDisable(running || bad == 0);
    problem
        .getChildren()
        .setAll(why.map(each -> List.of(new ProblemPane(each, act))).orElse(List.of()));
    Nodes.show(problem, why.isPresent());
    tree.show(now);
    waiting.setText(running ? text("tests.waiting") : text("tests.noCases"));
    Nodes.show(waiting, now.total() == 0);
  }

  private void rerunFailed() {
    model.rerun(
        report.suites().stream()
            .flatMap(suite ->
                suite.cases().stream()
                    .filter(each -> each.result() == Result.FAILED)
                    .map(each -> new Named(suite.name(), each.name())))
            .toList());
  }

  private void choose(Optional<CaseTree.Entry> entry) {
    entry.ifPresentOrElse(each -> casePane.show(each, running), casePane::nothing);
  }

  private void find(Finding finding) {
    all.setSelected(true);
    testsTab.setSelected(true);
    tree.select(new Named(finding.of(), finding.name()));
  }

  private void open() {
    if (testsTab.isSelected()) {
      body.getChildren().setAll(tests);
    } else if (outputTab.isSelected()) {
      body.getChildren().setAll(output);
    } else if (compareTab.isSelected()) {
      kept.ifPresent(
          run -> body.getChildren().setAll(new ComparePane(run, model, Optional.of(this::find))));
    } else if (coverageTab.isSelected()) {
      coverage.ifPresent(each -> body.getChildren().setAll(new CoveragePane(each)));
    } else {
      body.getChildren().setAll(new Skeleton(6, 20));
      model.history(history -> {
        if (historyTab.isSelected()) {
          body.getChildren().setAll(new HistoryPane(history, model.now()));
        }
      });
    }
  }
}
