package dev.dragoncode.ui.load;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.load.Asked;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.Second;
import dev.dragoncode.load.Words;
import dev.dragoncode.ui.control.Nodes;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The figures of a load run while it goes on. */
final class LoadLive extends VBox {

  private final Tiles tiles = new Tiles();
  private final Plot plot = new Plot(text("load.timeline"));

  LoadLive() {
    super(12);
    VBox chart = LoadPane.chart(text("load.timeline"), LoadPane.keys("p50", "p99"), plot);
    VBox.setVgrow(chart, Priority.ALWAYS);
    getChildren().setAll(tiles, chart);
  }

  /** Shows what a run has told so far. */
  void show(List<LiveFigures> figures, Asked asked) {
    tiles.show(figures);
    List<Second> seconds = figures.stream().map(LiveFigures::last).toList();
    Plots.timeline(
        plot,
        seconds,
        asked.warmup(),
        asked.warmup().plus(asked.duration()),
        OptionalDouble.empty());
  }

  /** The newest figures, large. */
  private static final class Tiles extends HBox {

    private final Label time = tile("load.time");
    private final Label rate = tile("load.rate");
    private final Label p50 = tile("p50");
    private final Label p99 = tile("p99");
    private final Label flight = tile("load.flight");
    private final Label bad = tile("load.badCount");

    Tiles() {
      super(12);
      getStyleClass().add("tiles");
    }

    private Label tile(String name) {
      Label value = Nodes.label("–", "figure");
      String words = name.startsWith("p") ? name : text(name);
      VBox tile = new VBox(2, value, Nodes.label(words, "faint", "small"));
      tile.getStyleClass().add("tile");
      HBox.setHgrow(tile, Priority.ALWAYS);
      tile.setPrefWidth(0);
      getChildren().add(tile);
      return value;
    }

    void show(List<LiveFigures> figures) {
      if (figures.isEmpty()) {
        for (Label each : List.of(time, rate, p50, p99, flight, bad)) {
          each.setText("–");
        }
        return;
      }
      LiveFigures now = figures.getLast();
      Second last = now.last();
      time.setText(
          now.warming()
              ? text("load.warming")
              : Words.of(Duration.ofSeconds(Math.round(last.at().toMillis() / 1e3)))
                  + " / "
                  + Words.of(now.total()));
      rate.setText(Words.number(Math.rint(last.rate())) + "/s");
      p50.setText(last.answered() == 0 ? "–" : Words.of(last.p50()));
      p99.setText(last.answered() == 0 ? "–" : Words.of(last.p99()));
      flight.setText(
          last.inFlight() + (last.waiting() > 0 ? " + " + Words.number(last.waiting()) : ""));
      bad.setText(Words.number(now.bad()));
    }
  }
}
