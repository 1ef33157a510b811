package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.service.ReadinessControl;
import dev.dragoncode.ui.control.CodeExcerpt;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One check in full: verdict, why it matters, where it was seen, how to mend it, its proof. */
final class CheckDetail extends VBox {

  /** More places than this are counted, not shown. */
  private static final int EXCERPTS = 3;

  private final ReadinessViewModel model;
  private final FixViewModel fixes;
  private final Consumer<Remedy.Action> remedies;
  private @Nullable Finding shown;

  CheckDetail(ReadinessViewModel model, FixViewModel fixes, Consumer<Remedy.Action> remedies) {
    this.model = model;
    this.fixes = fixes;
    this.remedies = remedies;
    getStyleClass().addAll("card", "detail");
    setMinWidth(0);
    // the verdict may come before the word that the change can be undone
    fixes.lastProperty().subscribe((_, _) -> showAgain());
  }

  private void showAgain() {
    Finding again = shown;
    shown = null;
    if (again != null) {
      show(again);
    }
  }

  void show(@Nullable Finding finding) {
    if (finding != null && finding.equals(shown)) {
      return;
    }
    shown = finding;
    getChildren().clear();
    if (finding == null) {
      getChildren().add(Nodes.label(text("readiness.chooseCheck"), "sub"));
      return;
    }
    CheckRow row = CheckRow.of(finding);
    HBox head =
        Nodes.row(
            10,
            new StatusTag(row.tag(), CheckRow.tone(finding.status())),
            Nodes.label(row.title(), "h3"));
    VBox words = new VBox(12);
    words.getChildren().add(Nodes.paragraph(finding.check().why(), "sub"));
    words.getChildren().add(Nodes.paragraph(finding.summary()));
    addExcerpts(finding, words);
    if (finding.status() != Status.PASS && finding.status() != Status.NA) {
      words.getChildren().add(Nodes.label(text("readiness.fix"), "h2"));
      words.getChildren().add(Nodes.paragraph(finding.check().remedy(), "sub"));
      words.getChildren().add(buttons(finding));
    } else {
      FlowPane buttons = new FlowPane(10, 10);
      if (!finding.evidence().isEmpty()) {
        buttons.getChildren().add(openButton(finding.evidence().getFirst()));
      }
      addRun(finding, buttons);
      buttons.getChildren().add(explainButton(finding));
      addUndo(finding, buttons);
      words.getChildren().add(buttons);
    }
    words.setPadding(new javafx.geometry.Insets(0, 4, 0, 0));
    ScrollPane scroll = new ScrollPane(words);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head, scroll, proof(finding));
  }

  private void addExcerpts(Finding finding, VBox words) {
    int count = Math.min(EXCERPTS, finding.evidence().size());
    for (Evidence evidence : finding.evidence().subList(0, count)) {
      VBox slot = new VBox();
      words.getChildren().add(slot);
      model.excerpt(evidence, lines -> fill(slot, finding, evidence, lines));
    }
    if (finding.evidence().size() > count) {
      words
          .getChildren()
          .add(
              Nodes.label(
                  text("readiness.morePlaces", finding.evidence().size() - count), "faint"));
    }
  }

  private static void fill(
      VBox slot, Finding finding, Evidence evidence, List<ReadinessControl.ExcerptLine> lines) {
    List<CodeExcerpt.Line> shownLines =
        lines.stream()
            .map(line -> new CodeExcerpt.Line(line.number(), line.text(), line.hit()))
            .toList();
    slot.getChildren()
        .setAll(new CodeExcerpt(evidence.file(), shownLines, CheckRow.tone(finding.status())));
  }

  private FlowPane buttons(Finding finding) {
    FlowPane buttons = new FlowPane(10, 10);
    addRun(finding, buttons);
    String id = finding.check().id();
    if (finding.status() == Status.FAIL && fixes.fix(id).isPresent()) {
      Button fix =
          Nodes.button(
              text("fix.open"),
              () -> FixSheet.show(this, fixes, model, finding.check()),
              "primary");
      fix.setId("fix");
      buttons.getChildren().add(fix);
    }
    if (!finding.evidence().isEmpty()) {
      buttons.getChildren().add(openButton(finding.evidence().getFirst()));
    }
    buttons.getChildren().add(explainButton(finding));
    if (finding.status() != Status.WAIVED) {
      Button waive =
          Nodes.button(
              text("readiness.waive"),
              () -> WaiverSheet.show(this, model, finding.check()),
              "ghost");
      waive.setId("waive");
      buttons.getChildren().add(waive);
    }
    addUndo(finding, buttons);
    return buttons;
  }

  /** Some checks are decided or proven by a run, and the run begins here. */
  private void addRun(Finding finding, FlowPane buttons) {
    String id = finding.check().id();
    if (Proof.Kind.TESTS.checks().contains(id)) {
      buttons.getChildren().add(runButton("tests.run", "primary"));
    } else if (id.equals("PRE-VULN")) {
      buttons.getChildren().add(runButton("audit.open"));
    } else if (Proof.Kind.PROBE.checks().contains(id) && finding.status() != Status.NA) {
      buttons.getChildren().add(runButton("probes.run"));
    } else if (Proof.Kind.ROTATION.checks().contains(id) && finding.status() != Status.NA) {
      buttons.getChildren().add(runButton("rotate.run"));
    } else if (Proof.Kind.PROFILE.checks().contains(id) && finding.status() != Status.NA) {
      buttons.getChildren().add(runButton("profile.open"));
    }
  }

  /**
   * @param command whose name is its text, too
   */
  private Button runButton(String command, String... styles) {
    Button run =
        Nodes.button(text(command), () -> remedies.accept(new Remedy.RunCommand(command)), styles);
    run.setId(command.replace('.', '-'));
    return run;
  }

  private Button explainButton(Finding finding) {
    Button explain =
        Nodes.button(
            text("readiness.explain"),
            () -> ExplainSheet.show(this, model, finding.check(), remedies),
            "ghost");
    explain.setId("explain");
    return explain;
  }

  private void addUndo(Finding finding, FlowPane buttons) {
    if (fixes.undoable(finding.check().id())) {
      Button undo =
          Nodes.button(
              text("fix.undoOpen"),
              () -> FixSheet.showUndo(this, fixes, model, finding.check()),
              "ghost");
      undo.setId("undo-fix");
      buttons.getChildren().add(undo);
    }
  }

  private Button openButton(Evidence evidence) {
    Button open =
        Nodes.button(
            text("readiness.openFile"),
            () -> remedies.accept(new Remedy.OpenFile(Path.of(evidence.file()), evidence.line())));
    open.setId("open-file");
    return open;
  }

  private static VBox proof(Finding finding) {
    Region line = new Region();
    line.getStyleClass().add("separator-line");
    String words =
        finding
            .proof()
            .orElse(
                text(
                    finding.status() == Status.PASS
                        ? "readiness.presentNotProven"
                        : "readiness.noProof"));
    VBox proof =
        new VBox(
            4, line, Nodes.label(text("readiness.proof"), "h2"), Nodes.paragraph(words, "sub"));
    VBox.setMargin(line, new javafx.geometry.Insets(0, 0, 8, 0));
    proof.setMinHeight(USE_PREF_SIZE);
    return proof;
  }
}
