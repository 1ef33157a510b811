package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a project's configuration file says about a pack.
 *
 * @param values take the place of the pack's own of the same name
 * @param seed rows by resource, in the place of those that the pack has from the start
 */
public record PackSettings(ObjectNode values, Map<String, JsonNode> seed) {

  /** What holds where nothing is configured. */
  public static final PackSettings NONE =
      new PackSettings(JsonNodeFactory.instance.objectNode(), Map.of());

  /** Settings in the making. */
  public static final class Draft {
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> seed = new LinkedHashMap<>();

    Draft() {}

    /** Sets a value that the pack's code looks up. */
    public void value(String name, JsonNode value) {
      values.set(name, value);
    }

    /** Says that a resource has no rows from the start but those that follow. */
    public void replace(String resource) {
      seed.put(resource, JsonNodeFactory.instance.arrayNode());
    }

    /** Adds a row that is there from the start. */
    public void row(String resource, String key, ObjectNode row) {
      JsonNode rows = seed.computeIfAbsent(resource, _ -> JsonNodeFactory.instance.arrayNode());
      ((ArrayNode) rows).add(row.put("$key", key));
    }

    void rows(String resource, ArrayNode rows) {
      seed.put(resource, rows);
    }

    PackSettings settings() {
      return new PackSettings(values, seed);
    }
  }
}
