package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;

import atlantafx.base.controls.ModalPane;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.ui.control.EmptyPane;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.fx.Sheets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where the project stood from look to look, as a picture, and below it which verdicts changed. */
final class HistorySheet {

  private static final int POINTS = 200;

  /** More are in {@code dragoncode history}. */
  private static final int LISTED = 40;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final ModalPane modal;
  private final Map<String, String> titles;

  private HistorySheet(Node owner, ReadinessViewModel model) {
    this.modal = Sheets.modal(owner);
    this.titles =
        model
            .report()
            .map(report ->
                report.findings().stream()
                    .map(Finding::check)
                    .collect(Collectors.toMap(CheckSpec::id, CheckSpec::title)))
            .orElse(Map.of());
  }

  /** Reads what is kept, and then shows it. */
  static void show(Node owner, ReadinessViewModel model) {
    HistorySheet sheet = new HistorySheet(owner, model);
    model.trend(POINTS, sheet::show);
  }

  private void show(List<TrendPoint> points) {
    VBox sheet = Sheets.sheet(text("history.title"));
    sheet.getStyleClass().addAll("wide", "history");
    if (points.size() < 2) {
      sheet
          .getChildren()
          .add(new EmptyPane("fth-trending-up", text("history.empty"), text("history.emptyHint")));
    } else {
      ScrollPane changes = new ScrollPane(changes(points));
      changes.setFitToWidth(true);
      changes.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
      changes.setPrefViewportHeight(210);
      sheet.getChildren().addAll(legend(points), new TrendChart(points), changes);
    }
    Button close = Nodes.button(text("close"), () -> modal.hide(true));
    close.setId("history-close");
    sheet.getChildren().add(Nodes.row(10, Nodes.spacer(), close));
    modal.show(sheet);
    close.requestFocus();
  }

  private static HBox legend(List<TrendPoint> points) {
    TrendPoint last = points.getLast();
    HBox legend =
        Nodes.row(
            16,
            key("score", text("history.score", percent(last.score()))),
            key("coverage", text("history.coverage", percent(last.coverage()))));
    boolean rules = points.stream().map(TrendPoint::rules).distinct().count() > 1;
    if (rules) {
      legend.getChildren().add(key("rules", text("history.rules")));
    }
    return legend;
  }

  private static HBox key(String style, String words) {
    Region mark = new Region();
    mark.getStyleClass().addAll("key", style);
    return Nodes.row(7, mark, Nodes.label(words, "sub"));
  }

  private static String percent(java.util.OptionalInt value) {
    return value.isPresent() ? value.getAsInt() + " %" : "–";
  }

  /** Newest first. */
  private VBox changes(List<TrendPoint> points) {
    VBox all = new VBox(6);
    for (int i = points.size() - 1; i > 0 && all.getChildren().size() < LISTED; i--) {
      TrendPoint before = points.get(i - 1);
      TrendPoint after = points.get(i);
      Label when = Nodes.label(moment(after), "h2");
      HBox head = Nodes.row(10, when);
      if (!before.rules().equals(after.rules())) {
        head.getChildren().add(Nodes.label(text("history.byRules"), "sub"));
      }
      VBox.setMargin(head, new javafx.geometry.Insets(6, 0, 0, 0));
      all.getChildren().add(head);
      Map<String, Status> changed = after.changedSince(before);
      if (changed.isEmpty()) {
        all.getChildren().add(Nodes.label(text("history.same"), "sub"));
      }
      changed.forEach((check, status) ->
          all.getChildren().add(change(check, before.verdicts().get(check), status)));
    }
    return all;
  }

  private static String moment(TrendPoint point) {
    String commit = point.commit();
    return MOMENT.format(point.at())
        + (commit.isEmpty() ? "" : "  " + commit.substring(0, Math.min(9, commit.length())));
  }

  private HBox change(
      String check, @org.jspecify.annotations.Nullable Status before, Status after) {
    Label name = Nodes.label(titles.getOrDefault(check, check));
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox row = Nodes.row(8, name);
    if (before != null) {
      row.getChildren().addAll(tag(before), Nodes.label("→", "faint"));
    }
    row.getChildren().add(tag(after));
    row.setPadding(new javafx.geometry.Insets(0, 8, 0, 0));
    return row;
  }

  private static StatusTag tag(Status status) {
    return new StatusTag(text("tag." + status.word()), CheckRow.tone(status));
  }
}
