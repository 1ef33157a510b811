package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Declared;
import dev.dragoncode.fakes.openapi.Envelopes.Place;
import dev.dragoncode.fakes.openapi.Layout.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a document says of the things in each of its collections, put together when first asked. */
final class Things {

  private static final int MOST_KNOWN = 64;

  /** What a path's parameter of text may name where it is called otherwise. */
  private static final List<String> OTHER_KEYS =
      List.of("slug", "login", "username", "key", "code", "name", "uuid", "number", "sid");

  private final Api api;
  private final Envelopes envelopes;
  private final Map<String, Thing> known = new LinkedHashMap<>(64, 0.75f, true);

  Things(Api api) {
    this.api = api;
    this.envelopes = new Envelopes(api.schemas());
  }

  /**
   * A kind of thing.
   *
   * @param schema as answers show it; a missing node where none does
   * @param key the property by which paths name one; empty where that is none of its properties
   * @param keySchema what those names look like
   */
  record Thing(Resource resource, JsonNode schema, String key, JsonNode keySchema) {

    /** What one of them is called in a sentence. */
    String singular() {
      return Layout.singular(resource.name().substring(resource.name().lastIndexOf('.') + 1));
    }
  }

  Envelopes envelopes() {
    return envelopes;
  }

  synchronized Thing of(Resource resource) {
    Thing thing = known.computeIfAbsent(resource.name(), _ -> read(resource));
    if (known.size() > MOST_KNOWN) {
      var eldest = known.entrySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return thing;
  }

  private Thing read(Resource resource) {
    JsonNode schema = schema(resource);
    ObjectNode properties = Schemas.properties(api.schemas().flat(schema));
    JsonNode parameter = parameter(resource);
    String key = key(resource, properties, parameter);
    JsonNode own = api.schemas().flat(properties.path(key));
    return new Thing(resource, schema, key, own.isEmpty() ? parameter : own);
  }

  private JsonNode schema(Resource resource) {
    String singular = Layout.singular(Layout.last(resource.parent()));
    List<Optional<ApiOperation>> showing = new ArrayList<>();
    showing.add(api.operations().at("GET", resource.item()));
    showing.add(api.operations().at("POST", resource.parent()));
    showing.add(api.operations().at("PUT", resource.item()));
    showing.add(api.operations().at("PATCH", resource.item()));
    for (Optional<ApiOperation> operation : showing) {
      if (operation.isPresent()) {
        Declared answer = operation.get().success(200, 201);
        Place place = envelopes.item(answer.schema(), singular, resource.key());
        if (ApiOperation.isJson(answer.type()) && api.schemas().isObject(place.schema())) {
          return place.schema();
        }
      }
    }
    Optional<JsonNode> listed =
        api.operations()
            .at("GET", resource.parent())
            .flatMap(o ->
                envelopes.list(
                    o.success(200).schema(),
                    Layout.last(resource.parent()),
                    MissingNode.getInstance()))
            .map(Place::schema)
            .filter(api.schemas()::isObject);
    return listed.orElseGet(() ->
        api.operations()
            .at("POST", resource.parent())
            .map(ApiOperation::requestSchema)
            .orElse(MissingNode.getInstance()));
  }

  private JsonNode parameter(Resource resource) {
    for (String method : new String[] {"GET", "PUT", "PATCH", "DELETE", "POST"}) {
      Optional<ApiOperation> operation = api.operations().at(method, resource.item());
      if (operation.isPresent()) {
        String name = Layout.key(Layout.last(operation.get().listed().path()));
        return operation.get().parameters().stream()
            .filter(p -> p.in().equals("path") && p.name().equals(name))
            .map(ApiOperation.Parameter::schema)
            .findFirst()
            .orElse(MissingNode.getInstance());
      }
    }
    return MissingNode.getInstance();
  }

  private String key(Resource resource, ObjectNode properties, JsonNode parameter) {
    if (resource.key().isEmpty()) {
      return properties.has("id") ? "id" : "";
    }
    List<String> names = new ArrayList<>();
    properties.properties().stream()
        .filter(e -> alike(parameter, api.schemas().flat(e.getValue())))
        .forEach(e -> names.add(e.getKey()));
    List<String> wanted = new ArrayList<>(List.of(resource.key()));
    String plain = Names.plain(resource.key());
    String singular = Names.plain(Layout.singular(Layout.last(resource.parent())));
    if (plain.startsWith(singular) && plain.length() > singular.length()) {
      wanted.add(plain.substring(singular.length()));
    }
    String[] words = resource.key().split("(?=[A-Z])|[_-]", -1);
    wanted.add(words[words.length - 1]);
    wanted.add("id");
    wanted.addAll(OTHER_KEYS);
    for (String one : wanted) {
      Optional<String> same = Names.same(names, one);
      if (same.isPresent()) {
        return same.get();
      }
    }
    return "";
  }

  /** Whether what stands in a path can be the value of a property. */
  private static boolean alike(JsonNode parameter, ObjectNode property) {
    Set<String> one = Schemas.types(parameter);
    Set<String> other = Schemas.types(property);
    if (other.contains("object") || other.contains("array") || property.has("properties")) {
      return false;
    }
    boolean number = other.contains("integer") || other.contains("number");
    return one.isEmpty()
        || other.isEmpty()
        || one.stream().anyMatch(other::contains)
        || (number && (one.contains("integer") || one.contains("number")));
  }
}
