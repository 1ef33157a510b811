package dev.dragoncode.ui.load;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.load.Latencies;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.ObjectiveHeld;
import dev.dragoncode.load.Words;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.ui.control.Nodes;
import dev.dragoncode.ui.control.StatusTag;
import dev.dragoncode.ui.control.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * What a load run came to: its percentiles, both of its curves, what was promised, and what else is
 * known of that time.
 */
public final class LoadPane extends VBox {

  private final LoadResult result;
  private final GridPane figures = new GridPane(18, 7);
  private final Plot curve;
  private final HBox keys = Nodes.row(14);

  /**
   * What stands beside a run.
   *
   * @param earlier runs of the same route, newest first
   * @param profiles that were taken while it went on
   * @param open shows a run
   */
  public record Beside(List<Earlier> earlier, List<RunRecord> profiles, Consumer<RunRecord> open) {

    /** Nothing. */
    public static Beside nothing() {
      return new Beside(List.of(), List.of(), _ -> {});
    }
  }

  /** An earlier run, by the words for it. */
  public record Earlier(String words, LoadResult result) {
    @Override
    public String toString() {
      return words;
    }
  }

  public LoadPane(LoadResult result, Beside beside) {
    this.result = result;
    this.curve = new Plot(text("load.curve"));
    getStyleClass().add("load-pane");
    setSpacing(12);
    Plot timeline = new Plot(text("load.timeline"));
    Plots.timeline(
        timeline,
        result.seconds(),
        result.asked().warmup(),
        result.asked().warmup().plus(result.asked().duration()),
        Plots.limit(result));
    compare(Optional.empty());
    HBox.setHgrow(curve, Priority.ALWAYS);
    HBox.setHgrow(timeline, Priority.ALWAYS);
    figures.setMinWidth(GridPane.USE_PREF_SIZE);
    VBox left = chart(text("load.curve"), keys, curve);
    VBox right = chart(text("load.timeline"), keys("p50", "p99"), timeline);
    HBox charts = new HBox(20, figures, left, right);
    getChildren().addAll(head(beside), charts, counts());
    result.objectives().forEach(each -> getChildren().add(objective(each)));
    beside.profiles().forEach(each -> getChildren().add(profile(each, beside.open())));
    result
        .remarks()
        .forEach(each -> getChildren().add(Nodes.paragraph("•  " + each, "sub", "remark")));
  }

  private Node head(Beside beside) {
    Label words = Nodes.label(result.asked().words(), "mono");
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox head = Nodes.row(12, words);
    if (!beside.earlier().isEmpty()) {
      ComboBox<Earlier> choice = new ComboBox<>();
      choice.setId("load-compare");
      choice.setPromptText(text("load.compare"));
      choice.setAccessibleText(text("load.compare"));
      choice.getItems().setAll(beside.earlier());
      choice
          .valueProperty()
          .addListener((_, _, now) -> compare(Optional.ofNullable(now).map(Earlier::result)));
      head.getChildren().add(choice);
    }
    return head;
  }

  /** A plot below its title and what its lines mean. */
  static VBox chart(String title, HBox keys, Plot plot) {
    VBox.setVgrow(plot, Priority.ALWAYS);
    VBox box = new VBox(4, Nodes.row(14, Nodes.label(title, "strong"), keys), plot);
    box.setMinWidth(0);
    box.setPrefWidth(0);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  /** What lines mean, by their style classes. */
  static HBox keys(String... styles) {
    HBox keys = Nodes.row(14);
    for (String style : styles) {
      keys.getChildren().add(key(style, style));
    }
    return keys;
  }

  private static Node key(String style, String words) {
    javafx.scene.layout.Region line = new javafx.scene.layout.Region();
    line.getStyleClass().addAll("plot-key", style);
    return Nodes.row(6, line, Nodes.label(words, "faint", "small"));
  }

  /** Shows the figures, beside those of an earlier run where there is one. */
  private void compare(Optional<LoadResult> before) {
    Plots.curve(curve, result, before.map(LoadResult::curve).orElse(List.of()));
    keys.getChildren()
        .setAll(key("latency", text("load.latency")), key("service", text("load.service")));
    figures.getChildren().clear();
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(text("load.latency"), result.latencies(), "strong"));
    columns.add(new Column(text("load.service"), result.service(), "sub"));
    before.ifPresent(earlier -> {
      keys.getChildren().add(key("before", text("load.before")));
      columns.add(new Column(text("load.before"), earlier.latencies(), "faint"));
    });
    for (int i = 0; i < columns.size(); i++) {
      column(i + 1, columns.get(i));
    }
    for (int i = 0; i < PERCENTILES.size(); i++) {
      figures.add(Nodes.label(PERCENTILES.get(i).name(), "faint"), 0, i + 1);
    }
    int rates = PERCENTILES.size() + 1;
    figures.add(Nodes.label(text("load.rate"), "faint"), 0, rates);
    figures.add(right(Words.number(Math.rint(result.rate() * 10) / 10) + "/s", "strong"), 1, rates);
    before.ifPresent(earlier ->
        figures.add(
            right(Words.number(Math.rint(earlier.rate() * 10) / 10) + "/s", "faint"), 3, rates));
  }

  private record Column(String title, Latencies latencies, String style) {}

  private record Percentile(String name, Function<Latencies, Duration> value) {}

  private static final List<Percentile> PERCENTILES =
      List.of(
          new Percentile("p50", Latencies::p50),
          new Percentile("p90", Latencies::p90),
          new Percentile("p99", Latencies::p99),
          new Percentile("p99.9", Latencies::p999),
          new Percentile("max", Latencies::max));

  private void column(int index, Column column) {
    figures.add(right(column.title(), "faint"), index, 0);
    for (int i = 0; i < PERCENTILES.size(); i++) {
      Duration value = PERCENTILES.get(i).value().apply(column.latencies());
      figures.add(right(value.isZero() ? "–" : Words.of(value), column.style()), index, i + 1);
    }
  }

  private static Label right(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    label.setMinWidth(Label.USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }

  private Node counts() {
    String all = String.join("  ·  ", Words.counts(result));
    FlowPane row = new FlowPane(10, 6);
    row.getChildren()
        .addAll(
            result.bad() == 0
                ? new StatusTag(text("load.allGood"), Tone.OK)
                : new StatusTag(text("load.bad", result.bad()), Tone.BAD),
            Nodes.label(all.isEmpty() ? text("load.noAnswers") : all, "mono"),
            Nodes.label(text("load.bytes", Words.bytes(result.bytes())), "faint"));
    if (result.keptUp()) {
      row.getChildren()
          .add(Nodes.label(text("load.own", Words.of(result.lateness().p99())), "faint"));
    }
    row.setRowValignment(javafx.geometry.VPos.CENTER);
    return row;
  }

  private static Node objective(ObjectiveHeld held) {
    Label words =
        Nodes.label(
            text(
                "load.objective",
                held.objective().name(),
                Words.percent(held.share()),
                Words.percent(held.objective().percent() / 100)),
            "sub");
    return Nodes.row(
        10,
        held.met()
            ? new StatusTag(text("load.met"), Tone.OK)
            : new StatusTag(text("load.missed"), Tone.BAD),
        words);
  }

  private static Node profile(RunRecord profile, Consumer<RunRecord> open) {
    Label words = Nodes.label(profile.title() + " · " + profile.summary(), "sub");
    return Nodes.row(
        10,
        new StatusTag(text("load.profile"), Tone.INFO),
        words,
        Nodes.button(text("load.openProfile"), () -> open.accept(profile)));
  }
}
