package dev.dragoncode.io.advisories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.readiness.advisories.Advisory;
import dev.dragoncode.readiness.advisories.Advisory.Event;
import dev.dragoncode.readiness.advisories.Advisory.Kind;
import dev.dragoncode.readiness.advisories.Advisory.Range;
import dev.dragoncode.readiness.advisories.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** An advisory as a row keeps it: short JSON. */
final class AdvisoryText {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AdvisoryText() {}

  static String write(Advisory advisory) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode aliases = root.putArray("aliases");
    advisory.aliases().forEach(aliases::add);
    root.put("summary", advisory.summary());
    root.put("severity", advisory.severity().name());
    advisory.score().ifPresent(score -> root.put("score", score));
    if (advisory.disputed()) {
      root.put("disputed", true);
    }
    ArrayNode parts = root.putArray("parts");
    advisory.parts().forEach(parts::add);
    ArrayNode ranges = root.putArray("ranges");
    for (Range range : advisory.ranges()) {
      ArrayNode events = ranges.addArray();
      range.events().forEach(e -> events.addArray().add(e.kind().name()).add(e.version()));
    }
    ArrayNode versions = root.putArray("versions");
    advisory.versions().forEach(versions::add);
    return root.toString();
  }

  static Advisory read(String id, String text) throws JsonProcessingException {
    JsonNode root = MAPPER.readTree(text);
    List<Range> ranges = new ArrayList<>();
    for (JsonNode range : root.path("ranges")) {
      List<Event> events = new ArrayList<>();
      for (JsonNode event : range) {
        events.add(new Event(Kind.valueOf(event.path(0).asText()), event.path(1).asText()));
      }
      ranges.add(new Range(events));
    }
    return new Advisory(
        id,
        texts(root.path("aliases")),
        root.path("summary").asText(),
        Severity.valueOf(root.path("severity").asText()),
        root.has("score")
            ? OptionalDouble.of(root.path("score").asDouble())
            : OptionalDouble.empty(),
        root.path("disputed").asBoolean(),
        texts(root.path("parts")),
        ranges,
        texts(root.path("versions")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
