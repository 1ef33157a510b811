package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Declared;
import dev.dragoncode.fakes.openapi.Envelopes.Place;
import dev.dragoncode.fakes.openapi.Layout.Resource;
import dev.dragoncode.fakes.openapi.Things.Thing;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the rows of a document's collections in a world. A row's key in its table is its id, behind
 * the ids of what it stands below.
 */
final class Keeping {

  /** Marks what was deleted of a collection whose things are all said to be there. */
  private static final String GONE = "~gone";

  /** Notes that a collection has the rows of the document's examples. */
  private static final String SEEDED = "seeded.";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Api api;
  private final Things things;
  private final Call call;

  Keeping(Api api, Things things, Call call) {
    this.api = api;
    this.things = things;
    this.call = call;
  }

  Table table(Thing thing) {
    Table table = call.world().table(thing.resource().name());
    if (!thing.resource().parent().contains("{")
        && thing.resource().makeable()
        && call.world().next(SEEDED + thing.resource().name()) == 1) {
      seed(thing, table);
    }
    return table;
  }

  /** Puts in what the document shows as an example of the list, or else of one thing. */
  private void seed(Thing thing, Table table) {
    Resource resource = thing.resource();
    Optional<ApiOperation> list = api.operations().at("GET", resource.parent());
    if (list.isPresent()) {
      Declared answer = list.get().success(200);
      JsonNode rows = list.get().example(answer, Optional.empty());
      Optional<Place> place =
          things.envelopes().list(answer.schema(), Layout.last(resource.parent()), thing.schema());
      for (JsonNode row : inside(rows, place.map(Place::path).orElse(List.of()))) {
        seed(thing, table, row);
      }
    }
    Optional<ApiOperation> one = api.operations().at("GET", resource.item());
    if (table.size() == 0 && one.isPresent()) {
      Declared answer = one.get().success(200);
      Place place = things.envelopes().item(answer.schema(), thing.singular(), resource.key());
      seed(thing, table, inside(one.get().example(answer, Optional.empty()), place.path()));
    }
    // they are no changes of the request that happens to come first
    call.world().begin();
  }

  private static JsonNode inside(JsonNode node, List<String> path) {
    JsonNode at = node;
    for (String name : path) {
      at = at.path(name);
    }
    return at;
  }

  private static void seed(Thing thing, Table table, JsonNode row) {
    JsonNode key = row.path(thing.key());
    if (row instanceof ObjectNode object
        && key.isValueNode()
        && !key.isNull()
        && table.find(key.asText()).isEmpty()) {
      table.insert(key.asText(), object.deepCopy());
    }
  }

  /** A row's key in its table. */
  static String key(Thing thing, String scope, String id) {
    return thing.resource().parent().contains("{") ? scope + "/" + id : id;
  }

  Optional<ObjectNode> find(Thing thing, String key) {
    return table(thing).find(key).filter(row -> !row.has(GONE));
  }

  /** Whether it was there and has been deleted. */
  boolean gone(Thing thing, String key) {
    return table(thing).find(key).filter(row -> row.has(GONE)).isPresent();
  }

  void put(Thing thing, String key, ObjectNode row) {
    Table table = table(thing);
    if (table.find(key).isPresent()) {
      table.replace(key, row);
    } else {
      table.insert(key, row);
    }
  }

  /** Takes a row out, and all that stands below it. */
  void remove(Thing thing, String key) {
    Table table = table(thing);
    if (thing.resource().makeable()) {
      table.remove(key);
    } else {
      put(thing, key, JSON.objectNode().put(GONE, true));
    }
    for (Resource below : api.layout().below(thing.resource())) {
      Thing inner = things.of(below);
      Selection selection = Selection.of(Layout.relation(below.parent()), key);
      for (ObjectNode row : table(inner).list(selection).rows()) {
        remove(inner, key(inner, key, id(inner, row)));
      }
    }
  }

  static String id(Thing thing, ObjectNode row) {
    return row.path(keyField(thing)).asText();
  }

  /** The field of a row that holds its id; a hidden one where things do not show it. */
  static String keyField(Thing thing) {
    return thing.key().isEmpty() ? "~key" : thing.key();
  }

  /** The rows of a collection that are to be shown. */
  Selection visible(Thing thing) {
    return thing.resource().makeable()
        ? Selection.all()
        : Selection.all().where(row -> !row.has(GONE));
  }

  /**
   * Says in a new row what it stands below: as the path does, and by its own properties where the
   * same things stand below others as well.
   *
   * @param path of the collection that it was made in
   */
  void relate(Thing thing, ObjectNode row, String path) {
    String scope = Layout.values(path, call.path());
    if (!scope.isEmpty()) {
      row.put(Layout.relation(path), scope);
    }
    for (String collection : api.layout().sharing(thing.resource())) {
      link(thing, collection)
          .map(row::path)
          .map(Keeping::reference)
          .filter(id -> !id.isEmpty())
          .ifPresent(id -> row.put(Layout.relation(collection), id));
    }
  }

  private static String reference(JsonNode value) {
    return value.isObject() ? value.path("id").asText() : value.asText();
  }

  /** The property of a thing that names what it stands below in a nested collection. */
  Optional<String> link(Thing thing, String collection) {
    List<String> names = new ArrayList<>();
    Schemas.properties(api.schemas().flat(thing.schema()))
        .fieldNames()
        .forEachRemaining(names::add);
    String above = Layout.parent(collection);
    if (!Layout.last(above).contains("{") || Layout.parent(above).contains("{")) {
      return Optional.empty();
    }
    String parameter = Layout.key(Layout.last(above));
    String singular = Layout.singular(Layout.last(Layout.parent(above)));
    List<String> wanted =
        Names.plain(parameter).equals("id") || parameter.isEmpty()
            ? List.of(singular + "id", singular)
            : List.of(parameter, singular + "id", singular);
    for (String one : wanted) {
      Optional<String> same = Names.same(names, one).filter(name -> !name.equals(thing.key()));
      if (same.isPresent()) {
        return same;
      }
    }
    return Optional.empty();
  }

  /** The values of the path that a new thing has as properties, such as {@code petId}. */
  void inherit(Thing thing, ObjectNode values, String path) {
    ObjectNode properties = Schemas.properties(api.schemas().flat(thing.schema()));
    for (Map.Entry<String, String> given : call.path().entrySet()) {
      if (properties.has(given.getKey()) && !given.getKey().equals(thing.key())) {
        put(values, properties, given.getKey(), given.getValue());
      }
    }
    String above = Layout.parent(path);
    if (path.contains("{")) {
      link(thing, path)
          .ifPresent(name ->
              put(values, properties, name, Layout.values(Layout.last(above), call.path())));
    }
  }

  private void put(ObjectNode values, ObjectNode properties, String name, String text) {
    JsonNode schema = api.schemas().flat(properties.path(name));
    JsonNode typed = FormText.typed(schema, JSON.textNode(text));
    if (!values.has(name) && api.fits(properties.path(name), typed)) {
      values.set(name, typed);
    }
  }
}
