package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;
import static java.util.stream.Collectors.joining;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.Conflict;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.change.Question;
import dev.dragoncode.fix.CapabilityChange;
import dev.dragoncode.io.files.LineDiff;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.service.change.Applied;
import dev.dragoncode.ui.control.DiffView;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.fx.Sheets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Shows what a fix changes, makes the change when told to, says what the check says then. */
public final class FixSheet {

  private final FixViewModel fixes;
  private final ReadinessViewModel readiness;
  private final String change;
  private final boolean judged;
  private final ModalPane modal;
  private final VBox intro = new VBox();
  private final VBox questions = new VBox(10);
  private final VBox body = new VBox(12);
  private final HBox buttons = Nodes.row(10);
  private final Map<String, TextField> fields = new LinkedHashMap<>();
  private final CheckBox marks = new CheckBox(text("fix.marks"));
  private final InvalidationListener verdict;
  private Instant since = Instant.MAX;

  /** Counts what was asked for: an answer to an earlier question is not shown. */
  private int turn;

  private FixSheet(
      ModalPane modal,
      FixViewModel fixes,
      ReadinessViewModel readiness,
      String change,
      boolean judged) {
    this.modal = modal;
    this.fixes = fixes;
    this.readiness = readiness;
    this.change = change;
    this.judged = judged;
    this.verdict = _ -> showVerdict();
    marks.setId("fix-marks");
  }

  public static void show(
      Node owner, FixViewModel fixes, ReadinessViewModel readiness, CheckSpec check) {
    FixSheet sheet = new FixSheet(Sheets.modal(owner), fixes, readiness, check.id(), true);
    sheet.open(text("fix.title", check.title()));
    fixes.fix(check.id()).ifPresent(fix -> sheet.explain(fix.does()));
    sheet.preview();
  }

  /**
   * Shows what adding capabilities, or newer templates, would do.
   *
   * @param change as {@link dev.dragoncode.service.change.FixControl#preview} takes it
   * @param does what it does, as a sentence
   */
  public static void showChange(
      Node owner,
      FixViewModel fixes,
      ReadinessViewModel readiness,
      String change,
      String title,
      String does) {
    FixSheet sheet = new FixSheet(Sheets.modal(owner), fixes, readiness, change, false);
    sheet.open(title);
    sheet.explain(does);
    sheet.preview();
  }

  /** Shows what would take the fix of a check back, which was the last change. */
  static void showUndo(
      Node owner, FixViewModel fixes, ReadinessViewModel readiness, CheckSpec check) {
    FixSheet sheet = new FixSheet(Sheets.modal(owner), fixes, readiness, check.id(), true);
    sheet.open(text("fix.undoTitle", check.title()));
    fixes.undoing(sheet::showUndoing, sheet::show);
  }

  /** Shows what would take the last change back, whatever it was made for. */
  public static void showUndo(
      Node owner, FixViewModel fixes, ReadinessViewModel readiness, Applied last) {
    FixSheet sheet = new FixSheet(Sheets.modal(owner), fixes, readiness, last.title(), false);
    sheet.open(undoTitle(readiness, last.title()));
    fixes.undoing(sheet::showUndoing, sheet::show);
  }

  private static String undoTitle(ReadinessViewModel readiness, String change) {
    if (change.equals(CapabilityChange.UPDATE)) {
      return text("fix.undoUpdate");
    }
    return CapabilityChange.names(change)
        .map(names -> text("fix.undoAdded", String.join(", ", names)))
        .orElseGet(() -> text("fix.undoTitle", readiness.title(change)));
  }

  private void open(String title) {
    VBox sheet = Sheets.sheet(title);
    sheet.getStyleClass().add("wide");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(430);
    Nodes.show(questions, false);
    Nodes.show(marks, false);
    sheet.getChildren().addAll(intro, questions, scroll, marks, buttons);
    readiness.snapshotProperty().addListener(verdict);
    modal
        .displayProperty()
        .subscribe((_, shown) -> {
          if (!shown) {
            readiness.snapshotProperty().removeListener(verdict);
          }
        });
    buttons.getChildren().setAll(Nodes.spacer(), close("cancel"));
    modal.show(sheet);
  }

  private void explain(String does) {
    intro.getChildren().setAll(Nodes.paragraph(does, "sub"));
  }

  private void preview() {
    since = Instant.MAX;
    Map<String, String> answers = new LinkedHashMap<>();
    fields.forEach((key, field) -> answers.put(key, field.getText()));
    int asked = ++turn;
    fixes.preview(
        change,
        answers,
        proposal -> {
          if (asked == turn) {
            show(proposal);
          }
        },
        this::show);
  }

  private void show(Problem problem) {
    Nodes.show(marks, false);
    body.getChildren().setAll(new ProblemPane(problem, action -> {}));
    buttons.getChildren().setAll(Nodes.spacer(), close("fix.close"));
  }

  private void show(Proposal proposal) {
    proposal.questions().forEach(this::ask);
    files(proposal);
    proposal.declined().ifPresent(why -> body.getChildren().add(Nodes.paragraph(why)));
    sentences("fix.remaining", proposal.remaining());
    sentences("fix.advice", proposal.advice());
    Button apply =
        Nodes.button(
            text("fix.apply"),
            () -> {
              turn++;
              fixes.apply(change, proposal, marks.isSelected(), this::applied, this::show);
            },
            "primary");
    apply.setId("fix-apply");
    allow(apply, proposal);
    buttons.getChildren().setAll(count(proposal), Nodes.spacer(), close("cancel"), apply);
  }

  private void showUndoing(Proposal undoing) {
    explain(text("fix.undoHint"));
    files(undoing);
    sentences("fix.advice", undoing.advice());
    Button undo =
        Nodes.button(
            text("fix.undo"),
            () -> fixes.undo(marks.isSelected(), () -> modal.hide(true), this::show),
            "primary");
    undo.setId("fix-undo");
    allow(undo, undoing);
    buttons.getChildren().setAll(count(undoing), Nodes.spacer(), close("cancel"), undo);
  }

  /** What changes in each file, and where a hand edit stands in the way. */
  private void files(Proposal proposal) {
    body.getChildren().clear();
    shown(proposal).edits().forEach(each -> body.getChildren().add(diff(each)));
    for (Conflict each : proposal.conflicts()) {
      body.getChildren()
          .add(
              new DiffView(
                  each.path(),
                  text("fix.conflict"),
                  LineDiff.of(each.before().text(), each.marked().text())));
    }
  }

  /** Lets a change be made; where files are in conflict, once somebody wants the marks. */
  private void allow(Button button, Proposal proposal) {
    Nodes.show(marks, !proposal.conflicts().isEmpty());
    if (proposal.conflicts().isEmpty()) {
      button.setDisable(proposal.changes().isEmpty());
    } else {
      button.disableProperty().bind(marks.selectedProperty().not());
    }
  }

  /** What a person looks at: not the second copies that merges need. */
  private static ChangeSet shown(Proposal proposal) {
    return proposal.changes().without(path -> !shown(path));
  }

  private static boolean shown(String path) {
    return !path.startsWith(AnswersFile.BASES);
  }

  private static DiffView diff(FileEdit edit) {
    String note = edit.creates() ? text("fix.newFile") : edit.deletes() ? text("fix.removed") : "";
    return new DiffView(edit.path(), note, LineDiff.of(edit.beforeText(), edit.afterText()));
  }

  private static Label count(Proposal proposal) {
    String changes =
        proposal.changes().isEmpty()
            ? ""
            : text(
                "fix.count",
                shown(proposal).edits().size(),
                shown(proposal).count().added(),
                shown(proposal).count().removed());
    String conflicts =
        proposal.conflicts().isEmpty() ? "" : text("fix.conflicts", proposal.conflicts().size());
    return Nodes.label(
        Stream.of(changes, conflicts).filter(each -> !each.isEmpty()).collect(joining(" · ")),
        "faint");
  }

  /** A field for what only a person knows; the change is made up anew with each answer. */
  private void ask(Question question) {
    if (fields.containsKey(question.key())) {
      return;
    }
    TextField field = new TextField();
    field.setId("fix-" + question.key());
    field.setPromptText(question.example());
    Label label = Nodes.label(question.text(), "h2");
    label.setLabelFor(field);
    label.setWrapText(true);
    field.setOnAction(_ -> preview());
    field
        .focusedProperty()
        .subscribe((before, now) -> {
          if (before && !now) {
            preview();
          }
        });
    fields.put(question.key(), field);
    questions.getChildren().add(new VBox(5, label, field));
    Nodes.show(questions, true);
  }

  private void sentences(String title, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    body.getChildren().add(Nodes.label(text(title), "h2"));
    sentences.forEach(each -> body.getChildren().add(Nodes.paragraph("•  " + each, "sub")));
  }

  private void applied(Applied applied) {
    long written = applied.paths().stream().filter(FixSheet::shown).count();
    since = applied.at();
    questions.setDisable(true);
    Nodes.show(marks, false);
    Button undo =
        Nodes.button(text("fix.undo"), () -> fixes.undo(false, this::undone, this::show), "ghost");
    undo.setId("fix-undo");
    buttons
        .getChildren()
        .setAll(
            new StatusTag(text("fix.written", written), Tone.OK),
            Nodes.spacer(),
            undo,
            close("fix.close"));
    showVerdict();
  }

  private void undone() {
    questions.setDisable(false);
    marks.setSelected(false);
    preview();
  }

  /** What the check says of the files as they are now. */
  private void showVerdict() {
    Optional<Finding> now =
        readiness
            .report()
            .filter(report -> isNewer(report))
            .flatMap(_ -> readiness.finding(change));
    if (since.equals(Instant.MAX) || !judged) {
      return;
    }
    Node line =
        now.<Node>map(f ->
                Nodes.row(
                    10,
                    new StatusTag(CheckRow.of(f).tag(), CheckRow.tone(f.status())),
                    Nodes.paragraph(f.summary())))
            .orElseGet(() -> Nodes.label(text("fix.checking"), "sub"));
    line.setId("fix-verdict");
    body.getChildren().removeIf(child -> "fix-verdict".equals(child.getId()));
    body.getChildren().addFirst(line);
  }

  private boolean isNewer(ReadinessReport report) {
    return report.at().isAfter(since);
  }

  private Button close(String label) {
    Button close = Nodes.button(text(label), () -> modal.hide(true));
    close.setId("fix-close");
    return close;
  }
}
