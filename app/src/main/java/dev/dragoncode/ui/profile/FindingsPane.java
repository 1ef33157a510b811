package dev.dragoncode.ui.profile;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.JfrRules.Finding;
import dev.dragoncode.profile.JfrRules.Grade;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.Skeleton;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.profile.ProfileViewModel.Rules;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What the rules of Mission Control say of a recording, the gravest first. */
final class FindingsPane extends ScrollPane {

  private final Consumer<Remedy.Action> act;
  private final VBox rows = new VBox(12);

  FindingsPane(Consumer<Remedy.Action> act) {
    this.act = act;
    setId("findings");
    getStyleClass().add("plain-scroll");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setContent(rows);
  }

  void show(Rules rules) {
    rows.getChildren().clear();
    switch (rules) {
      case Rules.Unasked(), Rules.Asking() -> rows.getChildren().add(new Skeleton(5, 22));
      case Rules.None() -> rows.getChildren().add(Nodes.paragraph(text("profile.noRules"), "sub"));
      case Rules.Failed(var problem) -> rows.getChildren().add(new ProblemPane(problem, act));
      case Rules.Said(var findings) -> said(findings);
    }
  }

  private void said(List<Finding> findings) {
    long fine = findings.stream().filter(each -> each.grade() == Grade.OK).count();
    findings.stream()
        .filter(each -> each.grade() != Grade.OK)
        .forEach(each -> rows.getChildren().add(row(each)));
    rows.getChildren().add(Nodes.label(text("profile.rulesFine", fine), "faint"));
  }

  private static HBox row(Finding finding) {
    StatusTag tag =
        finding.grade() == Grade.WARNING
            ? new StatusTag(text("profile.warning"), Tone.WARN)
            : new StatusTag(text("profile.info"), Tone.INFO);
    tag.setMinWidth(64);
    VBox words =
        new VBox(
            3,
            Nodes.label(finding.rule(), "title"),
            Nodes.paragraph(finding.summary()),
            Nodes.paragraph(finding.explanation(), "sub"));
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = Nodes.row(10, tag, words);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }
}
