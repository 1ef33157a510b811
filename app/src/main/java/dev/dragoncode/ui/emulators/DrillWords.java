package dev.dragoncode.ui.emulators;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.EmulatorDrills.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Drills in words. */
final class DrillWords {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private DrillWords() {}

  /** What a card's tag says of a drill under way. */
  static String tag(UnderWay drill, Instant now) {
    return switch (drill.phase()) {
      case PREPARING -> text("drill.preparing");
      case ENDING -> text("drill.ending");
      case ON ->
          text(
              "drill.on",
              text("drill.state." + drill.drill().kind().word()),
              drill
                  .until()
                  .map(until -> Math.max(0, Duration.between(now, until).toSeconds()))
                  .orElse(0L));
    };
  }

  /** One line for a list of past drills. */
  static String past(DrillRecord record) {
    List<String> words = new ArrayList<>();
    words.add(TIME.format(record.begun()));
    words.add(what(record.drill()));
    words.add(
        record
            .end()
            .map(end -> text("drill.end." + end.name()))
            .orElseGet(() -> text("drill.end.none")));
    record.toUnhealthy().ifPresent(after -> words.add(text("drill.unhealthy", seconds(after))));
    record.toReady().ifPresent(after -> words.add(text("drill.again", seconds(after))));
    return String.join(" · ", words);
  }

  private static String what(Drill drill) {
    String kind = text("drill.kind." + drill.kind().word());
    if (drill instanceof Drill.Slow slow) {
      List<String> how = new ArrayList<>();
      if (!slow.latency().isZero()) {
        how.add(text("drill.by", slow.latency().toMillis()));
      }
      if (slow.bytesPerSecond() > 0) {
        how.add(text("drill.at", slow.bytesPerSecond() >> 10));
      }
      kind += " (" + String.join(", ", how) + ")";
    }
    return text("drill.for", kind, drill.lasting().toSeconds());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
