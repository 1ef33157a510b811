package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Scene;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows rows as the schemas of answers ask for them. */
final class Rendering {

  private final Api api;
  private final Scene scene;

  Rendering(Api api, Scene scene) {
    this.api = api;
    this.scene = scene;
  }

  /** A new sample of a schema. */
  JsonNode sample(JsonNode schema) {
    return new Samples(api.schemas(), scene).of(schema);
  }

  /** A row with what a schema names of it; what it requires and the row lacks is made up. */
  JsonNode row(JsonNode schema, ObjectNode row) {
    ObjectNode visible = Hidden.without(row);
    ObjectNode flat = flat(schema, visible);
    ObjectNode properties = Schemas.properties(flat);
    if (properties.isEmpty()) {
      return visible;
    }
    Set<String> required = Schemas.required(flat);
    ObjectNode shown = visible.objectNode();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      JsonNode value = visible.get(name);
      if (api.schemas().flat(property.getValue()).path("writeOnly").asBoolean()) {
        continue;
      }
      if (value != null && api.fits(property.getValue(), value)) {
        shown.set(name, value);
      } else if (value != null || required.contains(name)) {
        JsonNode made = sample(property.getValue());
        if (!made.isMissingNode()) {
          shown.set(name, made);
        }
      }
    }
    JsonNode others = flat.path("additionalProperties");
    if (others.isObject() || others.asBoolean()) {
      for (Map.Entry<String, JsonNode> value : visible.properties()) {
        if (!properties.has(value.getKey())) {
          shown.set(value.getKey(), value.getValue());
        }
      }
    }
    return shown;
  }

  /** A schema's parts as one; of its alternatives the one that a value names, or fits. */
  ObjectNode flat(JsonNode unresolved, JsonNode value) {
    JsonNode schema = api.document().resolve(unresolved);
    JsonNode named = SchemaCheck.named(api.document(), schema, value);
    if (!named.isMissingNode()) {
      return api.schemas().flat(named);
    }
    for (String kind : new String[] {"oneOf", "anyOf"}) {
      for (JsonNode one : schema.path(kind)) {
        if (schema.path(kind).size() > 1 && api.schemas().isObject(one) && api.fits(one, value)) {
          return api.schemas().flat(one);
        }
      }
    }
    return api.schemas().flat(schema);
  }

  /** An answer around a value. */
  JsonNode around(JsonNode schema, List<String> path, JsonNode value) {
    if (path.isEmpty()) {
      return value;
    }
    JsonNode envelope = sample(schema);
    if (!(envelope instanceof ObjectNode object)) {
      return value;
    }
    ObjectNode at = object;
    for (String name : path.subList(0, path.size() - 1)) {
      at = at.path(name) instanceof ObjectNode inner ? inner : at.putObject(name);
    }
    at.set(path.getLast(), value);
    return object;
  }
}
