package dev.dragoncode.emulators.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorDrills;
import dev.dragoncode.emulators.model.EmulatorDrills.Phase;
import dev.dragoncode.emulators.model.EmulatorDrills.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drills as JSON and back. */
final class DrillJson {

  private DrillJson() {}

  static ObjectNode write(Drill drill) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("kind", drill.kind().name());
    node.put("lasting", drill.lasting().toString());
    if (drill instanceof Drill.Slow slow) {
      node.put("latency", slow.latency().toString());
      node.put("jitter", slow.jitter().toString());
      node.put("bytesPerSecond", slow.bytesPerSecond());
    }
    return node;
  }

  static Drill readDrill(JsonNode node) {
    Drill.Kind kind = Drill.Kind.valueOf(text(node, "kind"));
    Duration lasting = Duration.parse(text(node, "lasting"));
    return kind == Drill.Kind.SLOW
        ? new Drill.Slow(
            lasting,
            Duration.parse(text(node, "latency")),
            Duration.parse(text(node, "jitter")),
            node.required("bytesPerSecond").asLong())
        : Drill.of(kind, lasting);
  }

  static ObjectNode write(EmulatorDrills drills) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode impossible = node.putObject("impossible");
    drills.impossible().forEach((kind, why) -> impossible.put(kind.name(), why));
    drills
        .now()
        .ifPresent(now -> {
          ObjectNode fields = node.putObject("now");
          fields.put("id", now.id()).put("phase", now.phase().name());
          now.until().ifPresent(until -> fields.put("until", until.toString()));
          fields.set("drill", write(now.drill()));
        });
    return node;
  }

  /** None where an older version has written none. */
  static EmulatorDrills readDrills(@Nullable JsonNode node) {
    if (node == null) {
      return EmulatorDrills.NONE;
    }
    Map<Drill.Kind, String> impossible = new EnumMap<>(Drill.Kind.class);
    node.required("impossible")
        .properties()
        .forEach(
            entry -> impossible.put(Drill.Kind.valueOf(entry.getKey()), entry.getValue().asText()));
    Optional<UnderWay> now =
        Optional.ofNullable(node.get("now"))
            .map(fields ->
                new UnderWay(
                    text(fields, "id"),
                    readDrill(fields.required("drill")),
                    Phase.valueOf(text(fields, "phase")),
                    Optional.ofNullable(fields.get("until"))
                        .map(until -> Instant.parse(until.asText()))));
    return new EmulatorDrills(now, impossible);
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asText();
  }
}
