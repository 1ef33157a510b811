package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.run.CaseHistory;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.time.Instant;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Flaky and slow tests of the last runs. */
final class HistoryPane extends VBox {

  HistoryPane(CaseHistory history, Instant now) {
    VBox rows = new VBox(8);
    setId("case-history");
    rows.getChildren().add(Nodes.label(text("tests.history.of", history.runs()), "sub"));
    rows.getChildren().add(Nodes.label(text("tests.history.flaky"), "h2"));
    if (history.flaky().isEmpty()) {
      rows.getChildren().add(Nodes.label(text("tests.history.noFlaky"), "faint"));
    }
    history
        .flaky()
        .forEach(each ->
            rows.getChildren()
                .add(
                    RunSheet.row(
                        new StatusTag(text("tests.flaky"), Tone.WARN),
                        each.name(),
                        each.suite()
                            + " · "
                            + text(
                                "tests.history.failed",
                                each.failed(),
                                each.of(),
                                RunItem.when(each.last(), now)))));
    rows.getChildren().add(Nodes.label(text("tests.history.slow"), "h2"));
    if (history.slow().isEmpty()) {
      rows.getChildren().add(Nodes.label(text("tests.history.noSlow"), "faint"));
    }
    history
        .slow()
        .forEach(each ->
            rows.getChildren()
                .add(
                    RunSheet.row(
                        new StatusTag(CaseTree.took(each.usual()), Tone.INFO),
                        each.name(),
                        each.suite()
                            + " · "
                            + text(
                                "tests.history.times", each.of(), CaseTree.took(each.longest())))));
    ScrollPane scroll = new ScrollPane(rows);
    scroll.getStyleClass().add("plain-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().add(scroll);
  }
}
