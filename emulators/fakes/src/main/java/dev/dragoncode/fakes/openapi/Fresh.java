package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.Things.Thing;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Scene;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes new rows: what a request says, and what a server adds of its own, such as ids and times.
 */
final class Fresh {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Set<String> CREATED =
      Set.of(
          "created",
          "createdat",
          "createdon",
          "createddate",
          "createdtime",
          "creationdate",
          "datecreated");

  private static final Set<String> UPDATED =
      Set.of(
          "updated",
          "updatedat",
          "updatedon",
          "modified",
          "modifiedat",
          "lastmodified",
          "lastupdated",
          "dateupdated",
          "updatedate");

  /** Names of ids that are not the key; samples would give them to every row. */
  private static final Set<String> IDS = Set.of("id", "uuid", "guid", "nodeid");

  private static final int MOST_TRIES = 1_000;
  private static final int TEXT_ID = 12;

  private final Api api;
  private final Scene scene;
  private final Rendering rendering;

  Fresh(Api api, Scene scene, Rendering rendering) {
    this.api = api;
    this.scene = scene;
    this.rendering = rendering;
  }

  /**
   * A row without its key.
   *
   * @param said by the request, without what is only read, and by its path
   * @param asked the names that requests may say
   */
  ObjectNode row(Thing thing, ObjectNode said, Set<String> asked) {
    ObjectNode flat = rendering.flat(thing.schema(), said);
    ObjectNode properties = Schemas.properties(flat);
    Set<String> required = Schemas.required(flat);
    ObjectNode row = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      JsonNode schema = api.schemas().flat(property.getValue());
      boolean given = said.has(name);
      boolean others = name.equals(thing.key()) || schema.path("writeOnly").asBoolean();
      if (given && api.fits(property.getValue(), said.get(name))) {
        row.set(name, said.get(name));
      } else if (!others && !given && schema.has("default")) {
        row.set(name, schema.get("default").deepCopy());
      } else if (!others
          && (given
              || schema.path("readOnly").asBoolean()
              || required.contains(name)
              || !asked.contains(name))) {
        JsonNode made = own(thing, name, property.getValue(), schema, required.contains(name));
        if (!made.isMissingNode()) {
          row.set(name, made);
        }
      }
    }
    for (Map.Entry<String, JsonNode> value : said.properties()) {
      if (!properties.has(value.getKey()) && !value.getKey().startsWith("~")) {
        row.set(value.getKey(), value.getValue());
      }
    }
    return row;
  }

  /** What a server says by itself. */
  private JsonNode own(
      Thing thing, String name, JsonNode unresolved, JsonNode schema, boolean required) {
    if (Names.among(name, CREATED) || Names.among(name, UPDATED)) {
      Optional<JsonNode> time = time(schema);
      if (time.isPresent()) {
        return time.get();
      }
    }
    if (Names.among(name, IDS)) {
      return id(thing.resource().name() + "." + name, schema, _ -> false);
    }
    if (!required && Schemas.nullable(schema)) {
      return JSON.nullNode();
    }
    return rendering.sample(unresolved);
  }

  /** Notes when a row was changed, where it says so. */
  void touch(Thing thing, ObjectNode row) {
    ObjectNode properties = Schemas.properties(rendering.flat(thing.schema(), row));
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      if (Names.among(property.getKey(), UPDATED)) {
        time(api.schemas().flat(property.getValue()))
            .ifPresent(now -> row.set(property.getKey(), now));
      }
    }
  }

  private Optional<JsonNode> time(JsonNode schema) {
    String format = schema.path("format").asText();
    Set<String> types = Schemas.types(schema);
    if (format.equals("date-time") || format.equals("date")) {
      ObjectNode plain = JSON.objectNode().put("type", "string").put("format", format);
      return Optional.of(rendering.sample(plain));
    }
    return types.contains("integer") && format.equals("unix-time")
        ? Optional.of(JSON.numberNode(scene.now().getEpochSecond()))
        : Optional.empty();
  }

  /**
   * A new id of the kind that a schema describes.
   *
   * @param sequence what running numbers are counted by
   * @param taken whether there is one already
   */
  JsonNode id(String sequence, JsonNode schema, Predicate<String> taken) {
    JsonNode id = JSON.textNode("");
    for (int i = 0; i < MOST_TRIES; i++) {
      id = candidate("id." + sequence, schema);
      if (!taken.test(id.asText())) {
        return id;
      }
    }
    return id;
  }

  private JsonNode candidate(String sequence, JsonNode schema) {
    Set<String> types = Schemas.types(schema);
    if (types.contains("integer") || types.contains("number")) {
      long least = Math.max(1, schema.path("minimum").asLong(1));
      return JSON.numberNode(least - 1 + scene.world().next(sequence));
    }
    if (schema.path("format").asText().equals("uuid")) {
      return JSON.textNode(new Samples(api.schemas(), scene).uuid());
    }
    String pattern = schema.path("pattern").asText();
    if (!pattern.isEmpty()) {
      Optional<String> text = PatternText.of(pattern, this::pick);
      if (text.isPresent()) {
        return JSON.textNode(text.get());
      }
    }
    return JSON.textNode(text(sequence, schema));
  }

  private int pick(int bound) {
    String digits = scene.random(Alphabets.DIGITS, 9);
    return (int) (Long.parseLong(digits) % bound);
  }

  /** In the style of the example where there is one. */
  private String text(String sequence, JsonNode schema) {
    String example = schema.path("example").asText(schema.path("examples").path(0).asText());
    if (Formats.fits("uuid", example)) {
      return new Samples(api.schemas(), scene).uuid();
    }
    if (example.matches("\\d+")) {
      return String.valueOf(scene.world().next(sequence));
    }
    int mark = Math.max(example.lastIndexOf('_'), example.lastIndexOf('-')) + 1;
    int length = example.isEmpty() ? TEXT_ID : Math.max(6, example.length() - mark);
    length = Math.max(length, schema.path("minLength").asInt() - mark);
    length = Math.max(1, Math.min(length, schema.path("maxLength").asInt(200) - mark));
    return example.substring(0, mark) + scene.random(Alphabets.BASE62, length);
  }
}
