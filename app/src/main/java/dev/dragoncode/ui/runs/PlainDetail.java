package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.KeptProblem;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.ProblemPane;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A run of audits, probes, rotations: its result in rows, then what it ran on. */
public final class PlainDetail implements RunDetail {

  private final RunsViewModel model;
  private final Consumer<Remedy.Action> act;

  /**
   * @param model knows earlier runs
   * @param act carries out what a button of a problem asks for
   */
  public PlainDetail(RunsViewModel model, Consumer<Remedy.Action> act) {
    this.model = model;
    this.act = act;
  }

  @Override
  public Node of(RunRecord record, Path folder) {
    VBox rows = new VBox(10);
    KeptProblem.of(record.detail())
        .ifPresent(problem -> rows.getChildren().add(new ProblemPane(problem, act)));
    try {
      rows.getChildren().addAll(results(record));
    } catch (SyntaxException e) {
      rows.getChildren().add(Nodes.label(text("runs.unreadable"), "faint"));
    }
    rows.getChildren().add(ranOn(record));
    ScrollPane scroll = new ScrollPane(rows);
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return new DetailCard(record, scroll, model);
  }

  private static List<Node> results(RunRecord record) throws SyntaxException {
    var detail = Json.parse(record.detail());
    List<Node> rows = new ArrayList<>();
    for (var each : detail.items("probes")) {
      String outcome = each.text("outcome").orElse("");
      if (!outcome.equals("open")) {
        boolean shown = outcome.equals("shown");
        rows.add(
            RunSheet.row(
                shown
                    ? new StatusTag(text("tag.proven"), Tone.OK)
                    : new StatusTag(text("probes.refuted"), Tone.BAD),
                each.text("check").orElse(""),
                each.text("summary").orElse("")));
      }
    }
    for (var each : detail.items("vulnerabilities")) {
      rows.add(
          RunSheet.row(
              new StatusTag(
                  each.text("severity").orElse(""),
                  each.text("stops").filter("true"::equals).isPresent() ? Tone.BAD : Tone.IDLE),
              each.text("package").orElse("") + " " + each.text("version").orElse(""),
              each.text("id").orElse("") + " · " + each.text("summary").orElse("")));
    }
    for (var each : detail.items("steps")) {
      rows.add(
          RunSheet.row(
              new StatusTag(each.text("millis").orElse("0") + " ms", Tone.OK),
              each.text("step").orElse(""),
              each.text("words").orElse("")));
    }
    return rows;
  }

  /** What the run rests on: commands, commit, files, variables. */
  static Node ranOn(RunRecord record) {
    VBox rows = new VBox(6);
    record.commands().stream()
        .distinct()
        .forEach(each -> rows.getChildren().add(pair("runs.command", each)));
    rows.getChildren().add(pair("runs.commit", record.commit().isEmpty() ? "–" : record.commit()));
    rows.getChildren().add(pair("runs.files", record.tree().isEmpty() ? "–" : record.tree()));
    new TreeMap<>(record.environment())
        .forEach(
            (name, value) -> rows.getChildren().add(pair("runs.variable", name + "=" + value)));
    return rows;
  }

  private static HBox pair(String key, String value) {
    var name = Nodes.label(text(key), "faint");
    name.setMinWidth(90);
    return Nodes.row(10, name, Nodes.label(value, "mono"));
  }
}
