package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.DrillRecord.End;
import dev.dragoncode.emulators.model.EmulatorDrills.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drills as the command line prints them. */
final class DrillJson {

  private DrillJson() {}

  static Map<String, @Nullable Object> of(DrillRecord record) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("id", record.id());
    node.put("emulator", record.emulator());
    node.put("engine", record.engine().word());
    put(node, record.drill());
    node.put("begun", record.begun().toString());
    node.put("ended", record.ended().map(Instant::toString).orElse(null));
    node.put("end", record.end().map(DrillJson::word).orElse(null));
    node.put("toUnhealthyMillis", record.toUnhealthy().map(Duration::toMillis).orElse(null));
    node.put("toReadyMillis", record.toReady().map(Duration::toMillis).orElse(null));
    return node;
  }

  static Map<String, @Nullable Object> of(UnderWay drill) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("id", drill.id());
    put(node, drill.drill());
    node.put("phase", drill.phase().name().toLowerCase(Locale.ROOT));
    node.put("until", drill.until().map(Instant::toString).orElse(null));
    return node;
  }

  private static void put(Map<String, @Nullable Object> node, Drill drill) {
    node.put("kind", drill.kind().word());
    node.put("forMillis", drill.lasting().toMillis());
    if (drill instanceof Drill.Slow slow) {
      node.put("latencyMillis", slow.latency().toMillis());
      node.put("jitterMillis", slow.jitter().toMillis());
      node.put("bytesPerSecond", slow.bytesPerSecond());
    }
  }

  /** Such as {@code time-over}. */
  static String word(End end) {
    return end.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
