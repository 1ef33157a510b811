package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds where in an answer the thing stands that it is about, or the list of things. */
final class Envelopes {

  /** Names under which lists stand, as plain ones. */
  private static final List<String> LISTS =
      List.of(
          "data", "items", "results", "records", "content", "values", "entries", "value", "list");

  /** Names under which one thing stands. */
  private static final Set<String> ONE =
      Set.of("data", "item", "result", "record", "attributes", "response", "payload", "entity");

  /** Names of objects that a list may stand in. */
  private static final Set<String> AROUND =
      Set.of("embedded", "data", "result", "response", "payload");

  private final Schemas schemas;

  Envelopes(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * A part of an answer.
   *
   * @param path names from the outside in; empty for the whole answer
   * @param schema of the thing, or of each thing of the list
   */
  record Place(List<String> path, JsonNode schema) {}

  /**
   * The list of an answer.
   *
   * @param collection the last name of the path that lists
   * @param item what its items look like elsewhere; a missing node where nobody says
   */
  Optional<Place> list(JsonNode schema, String collection, JsonNode item) {
    return list(schema, collection, item, 0);
  }

  private Optional<Place> list(JsonNode schema, String collection, JsonNode item, int depth) {
    ObjectNode flat = schemas.flat(schema);
    if (schemas.isArray(flat)) {
      return Optional.of(new Place(List.of(), flat.path("items")));
    }
    ObjectNode properties = Schemas.properties(flat);
    String best = "";
    int score = 0;
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      int now = score(property.getKey(), property.getValue(), collection, item);
      if (now > score) {
        best = property.getKey();
        score = now;
      }
    }
    if (score > 0) {
      JsonNode items = schemas.flat(properties.get(best)).path("items");
      return Optional.of(new Place(List.of(best), items));
    }
    if (depth == 0) {
      for (Map.Entry<String, JsonNode> property : properties.properties()) {
        if (Names.among(property.getKey(), AROUND)) {
          Optional<Place> inner = list(property.getValue(), collection, item, 1);
          if (inner.isPresent()) {
            List<String> path = new ArrayList<>(List.of(property.getKey()));
            path.addAll(inner.get().path());
            return Optional.of(new Place(List.copyOf(path), inner.get().schema()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private int score(String name, JsonNode property, String collection, JsonNode item) {
    ObjectNode flat = schemas.flat(property);
    if (!schemas.isArray(flat)) {
      return 0;
    }
    String plain = Names.plain(name);
    int named =
        plain.equals(Names.plain(collection))
            ? 30
            : LISTS.contains(plain) ? 20 - LISTS.indexOf(plain) : 0;
    boolean alike = Api.same(flat.path("items"), item);
    return named + (alike ? 40 : 0) + (schemas.isObject(flat.path("items")) ? 5 : 0);
  }

  /**
   * The thing of an answer.
   *
   * @param resource the plain name of the thing
   * @param key the name of the path's parameter that names one
   */
  Place item(JsonNode schema, String resource, String key) {
    ObjectNode flat = schemas.flat(schema);
    ObjectNode properties = Schemas.properties(flat);
    if (!keyed(properties, key)) {
      for (Map.Entry<String, JsonNode> property : properties.properties()) {
        String plain = Names.plain(property.getKey());
        boolean meant = ONE.contains(plain) || plain.equals(Names.plain(resource));
        if (meant && keyed(Schemas.properties(schemas.flat(property.getValue())), key)) {
          return new Place(List.of(property.getKey()), property.getValue());
        }
      }
    }
    return new Place(List.of(), schema);
  }

  private static boolean keyed(ObjectNode properties, String key) {
    return properties.has("id") || properties.has(key) || properties.has("uuid");
  }
}
