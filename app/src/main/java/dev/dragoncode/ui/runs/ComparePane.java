package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.Finding;
import dev.dragoncode.run.RunComparison;
import dev.dragoncode.run.RunComparison.Figure;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A run beside an earlier one of its kind: what has changed between them. */
final class ComparePane extends VBox {

  /** Whoever wants more than a screen of one sort asks the command line. */
  private static final int MOST = 100;

  private static final int SHORT_ID = 10;

  private final RunRecord record;
  private final RunsViewModel model;
  private final Optional<Consumer<Finding>> open;
  private final VBox rows = new VBox(16);

  private record Earlier(RunRecord record, Instant now) {
    @Override
    public String toString() {
      return RunItem.when(record.ended(), now) + " · " + record.summary();
    }
  }

  /**
   * Beside the run before it, until another is chosen.
   *
   * @param open shows what the run says of one thing; empty where that is all in sight
   */
  ComparePane(RunRecord record, RunsViewModel model, Optional<Consumer<Finding>> open) {
    this.record = record;
    this.model = model;
    this.open = open;
    setId("comparison");
    setSpacing(10);
    setMinHeight(0);
    getChildren().add(new Skeleton(6, 20));
    model.earlier(record, this::offer);
  }

  private void offer(List<RunRecord> earlier) {
    if (earlier.isEmpty()) {
      EmptyPane nothing =
          new EmptyPane("fth-git-commit", text("compare.none"), text("compare.none.hint"));
      VBox.setVgrow(nothing, Priority.ALWAYS);
      getChildren().setAll(nothing);
      return;
    }
    ComboBox<Earlier> choice = new ComboBox<>();
    choice.setId("compare-with");
    choice.setAccessibleText(text("compare.with"));
    choice.setMinWidth(0);
    choice.getItems().setAll(earlier.stream().map(each -> new Earlier(each, model.now())).toList());
    choice
        .valueProperty()
        .subscribe(chosen -> {
          if (chosen != null) {
            compare(chosen.record());
          }
        });
    Label with = Nodes.label(text("compare.with"), "sub");
    with.setMinWidth(USE_PREF_SIZE);
    ScrollPane scroll = new ScrollPane(rows);
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(Nodes.row(10, with, choice), scroll);
    choice.getSelectionModel().selectFirst();
  }

  private void compare(RunRecord before) {
    rows.getChildren().clear();
    try {
      show(RunComparison.of(before, record));
    } catch (SyntaxException e) {
      rows.getChildren().add(Nodes.label(text("runs.unreadable"), "faint"));
    }
  }

  private void show(RunComparison comparison) {
    boolean audit = record.kind() == RunRecord.Kind.AUDIT;
    if (comparison.same()) {
      rows.getChildren().add(Nodes.row(10, new StatusTag(text("compare.same"), Tone.OK)));
    }
    String bad = audit ? "compare.found" : "compare.failing";
    section(bad, Tone.BAD, lines(comparison.failing(), Finding::why));
    section("compare.fixed", Tone.OK, lines(comparison.fixed(), _ -> ""));
    section(
        "compare.slower",
        Tone.WARN,
        comparison.slower().stream().map(each -> new Line(each.now(), times(each))).toList());
    List<Finding> added =
        comparison.added().stream().filter(each -> !comparison.failing().contains(each)).toList();
    section("compare.added", Tone.INFO, lines(added, _ -> ""));
    section("compare.gone", Tone.IDLE, lines(comparison.gone(), _ -> ""));
    table("compare.circumstances", comparison.circumstances(), Figure::name);
    table("compare.figures", comparison.figures(), each -> each.name().replace('.', ' '));
  }

  /** What is said of one thing: where it belongs, and why it is listed. */
  private record Line(Finding finding, String why) {
    String below() {
      String of = finding.of();
      return of.isEmpty() || why.isEmpty() ? of + why : of + " · " + why;
    }
  }

  private static List<Line> lines(List<Finding> findings, Function<Finding, String> why) {
    return findings.stream().map(each -> new Line(each, why.apply(each))).toList();
  }

  private static String times(RunComparison.Slower each) {
    return text("compare.took", CaseTree.took(each.before()), CaseTree.took(each.now().took()));
  }

  private void section(String key, Tone tone, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    VBox section = new VBox(8, Nodes.label(text(key + ".title", lines.size()), "h2"));
    for (Line each : lines.subList(0, Math.min(MOST, lines.size()))) {
      HBox row = RunSheet.row(new StatusTag(text(key), tone), each.finding().name(), each.below());
      open.ifPresent(show -> {
        Button button = Nodes.button(text("compare.show"), () -> show.accept(each.finding()));
        button.getStyleClass().setAll("button", "copy-link");
        row.getChildren().add(button);
      });
      section.getChildren().add(row);
    }
    if (lines.size() > MOST) {
      section.getChildren().add(Nodes.label(text("compare.more", lines.size() - MOST), "faint"));
    }
    rows.getChildren().add(section);
  }

  private void table(String title, List<Figure> figures, Function<Figure, String> name) {
    if (figures.isEmpty()) {
      return;
    }
    GridPane table = new GridPane(24, 6);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(110);
    table.getColumnConstraints().setAll(names, value(), value());
    table.add(right(text("compare.before"), "faint"), 1, 0);
    table.add(right(text("compare.now"), "faint"), 2, 0);
    for (int i = 0; i < figures.size(); i++) {
      Figure each = figures.get(i);
      boolean same = each.before().equals(each.after());
      Label of = Nodes.label(name.apply(each), "faint");
      of.setMinWidth(USE_PREF_SIZE);
      table.add(of, 0, i + 1);
      table.add(right(brief(each.before()), "sub"), 1, i + 1);
      table.add(right(brief(each.after()), same ? "sub" : "strong"), 2, i + 1);
    }
    rows.getChildren().add(new VBox(8, Nodes.label(text(title), "h2"), table));
  }

  private static ColumnConstraints value() {
    ColumnConstraints column = new ColumnConstraints();
    column.setHalignment(HPos.RIGHT);
    column.setMinWidth(120);
    column.setMaxWidth(420);
    return column;
  }

  /** Hashes by their beginnings, as Git shows them. */
  private static String brief(String value) {
    if (value.isEmpty()) {
      return "–";
    }
    return value.matches("[0-9a-f]{32,64}") ? value.substring(0, SHORT_ID) : value;
  }

  private static Node right(String words, String style) {
    Label label = Nodes.label(words, "mono", style);
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }
}
