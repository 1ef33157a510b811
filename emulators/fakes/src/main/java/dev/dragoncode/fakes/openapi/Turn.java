package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Declared;
import dev.dragoncode.fakes.openapi.Layout.Kind;
import dev.dragoncode.fakes.openapi.Layout.Resource;
import dev.dragoncode.fakes.openapi.RequestReading.Came;
import dev.dragoncode.fakes.openapi.Things.Thing;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers one request that is let in and fits: with what is kept, or with samples. */
final class Turn {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Api api;
  private final Things things;
  private final Call call;
  private final ApiOperation operation;
  private final Came came;
  private final Keeping keeping;
  private final Rendering rendering;
  private final Fresh fresh;
  private final Answers answers;
  private final String path;

  /** The collection that it is about, as the operation's path names it. */
  private final String collection;

  Turn(Api api, Things things, Call call, ApiOperation operation, Came came) {
    this.api = api;
    this.things = things;
    this.call = call;
    this.operation = operation;
    this.came = came;
    this.keeping = new Keeping(api, things, call);
    this.rendering = new Rendering(api, call);
    this.fresh = new Fresh(api, call, rendering);
    this.answers = new Answers(api, things, call, operation, rendering);
    this.path = operation.listed().path();
    this.collection = collection(api.layout().role(path).kind(), path);
  }

  private static String collection(Kind kind, String path) {
    if (kind == Kind.COLLECTION) {
      return path;
    }
    String parent = Layout.parent(path);
    boolean below = kind != Kind.ITEM && Layout.last(parent).contains("{");
    return below ? Layout.parent(parent) : parent;
  }

  Reply reply() {
    Optional<Reply> lacking = lacking();
    if (lacking.isPresent()) {
      return lacking.get();
    }
    Layout.Role role = api.layout().role(path);
    Optional<Thing> thing = role.resource().map(things::of);
    if (role.kind() == Kind.SINGLE) {
      return new Singles(call, operation, came, answers).reply();
    }
    if (thing.isEmpty()) {
      return answers.sample();
    }
    return switch (role.kind()) {
      case COLLECTION -> collection(thing.get());
      case ITEM -> item(thing.get());
      default -> other(thing.get());
    };
  }

  private Reply no(int status, String reason) {
    return new Objections(api.schemas()).reply(call, operation, status, reason);
  }

  private Reply unknown(Thing thing, String id) {
    return no(404, "There is no %s “%s”.".formatted(thing.singular(), id));
  }

  /** The no to a request below something that there is not. */
  private Optional<Reply> lacking() {
    for (String item : api.layout().through(path)) {
      Thing thing = api.layout().of(item).map(things::of).orElseThrow();
      String id = Layout.values(Layout.last(item), call.path());
      String scope = Layout.values(Layout.parent(item), call.path());
      if (keeping.find(thing, Keeping.key(thing, scope, id)).isEmpty()) {
        return Optional.of(unknown(thing, id));
      }
    }
    return Optional.empty();
  }

  private Reply collection(Thing thing) {
    return switch (operation.method()) {
      case "GET" -> list(thing);
      case "POST" -> create(thing);
      case "PUT", "PATCH" -> {
        // as in PUT /pet, where the body says which one
        JsonNode id = came.body().path(thing.key());
        yield id.isMissingNode() ? answers.sample() : change(thing, id.asText());
      }
      default -> answers.sample();
    };
  }

  private Reply list(Thing thing) {
    boolean kept = thing.resource().makeable() || keeping.table(thing).size() > 0;
    boolean related =
        !path.contains("{")
            || Layout.plain(path).equals(Layout.plain(thing.resource().parent()))
            || api.operations().at("POST", path).isPresent()
            || keeping.link(thing, path).isPresent();
    return kept && related
        ? new Lists(api, things, call, operation, came.query(), keeping, rendering)
            .reply(thing)
            .map(listed -> answers.list(listed))
            .orElseGet(answers::sample)
        : answers.sample();
  }

  private Reply create(Thing thing) {
    if (came.body() instanceof ArrayNode several) {
      ArrayNode made = JSON.arrayNode();
      for (JsonNode one : several) {
        make(thing, one).ifPresent(made::add);
      }
      return answers.several(thing, made);
    }
    Optional<ObjectNode> row = make(thing, came.body());
    if (row.isEmpty()) {
      return no(409, "There is such a %s already.".formatted(thing.singular()));
    }
    Reply reply = answers.one(thing, row.get(), operation.success(201, 200, 202));
    String id = Keeping.id(thing, row.get());
    return thing.resource().item().isEmpty() || reply.headers().containsKey("location")
        ? reply
        : reply.withHeader(
            "location", call.url() + call.request().path().replaceAll("/+$", "") + "/" + id);
  }

  /** Makes a row; empty where there is one with its key. */
  private Optional<ObjectNode> make(Thing thing, JsonNode body) {
    ObjectNode said = said(thing, body);
    keeping.inherit(thing, said, collection);
    ObjectNode row = fresh.row(thing, said, asked());
    boolean own = !thing.key().isEmpty() && !thing.keySchema().path("readOnly").asBoolean();
    if (own && said.hasNonNull(thing.key()) && row.hasNonNull(thing.key())) {
      String key = keyOf(thing, row.path(thing.key()).asText());
      if (keeping.find(thing, key).isPresent()) {
        return Optional.empty();
      }
    } else {
      JsonNode id =
          fresh.id(
              thing.resource().name() + "." + Keeping.keyField(thing),
              thing.keySchema(),
              one -> keeping.table(thing).find(keyOf(thing, one)).isPresent());
      row.set(Keeping.keyField(thing), id);
    }
    keep(thing, row);
    return Optional.of(row);
  }

  private void keep(Thing thing, ObjectNode row) {
    keeping.relate(thing, row, collection);
    keeping.put(thing, keyOf(thing, Keeping.id(thing, row)), row);
  }

  /** The names that the request may say. */
  private Set<String> asked() {
    Set<String> names = new LinkedHashSet<>();
    Schemas.properties(rendering.flat(operation.requestSchema(), came.body()))
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  /** What a body says of a thing, out of its envelope and without what is only read. */
  private ObjectNode said(Thing thing, JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      return JSON.objectNode();
    }
    ObjectNode properties = Schemas.properties(api.schemas().flat(thing.schema()));
    ObjectNode said = object.deepCopy();
    if (object.size() == 1) {
      Map.Entry<String, JsonNode> only = object.properties().iterator().next();
      if (only.getValue() instanceof ObjectNode inner && !properties.has(only.getKey())) {
        said = inner.deepCopy();
      }
    }
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      if (api.schemas().flat(property.getValue()).path("readOnly").asBoolean()) {
        said.remove(property.getKey());
      }
    }
    return said;
  }

  private Reply item(Thing thing) {
    String id = Layout.values(Layout.last(path), call.path());
    return switch (operation.method()) {
      case "GET" -> {
        Optional<ObjectNode> row = row(thing, id);
        yield row.isEmpty()
            ? unknown(thing, id)
            : answers.one(thing, row.get(), operation.success(200));
      }
      case "PUT", "PATCH", "POST" -> change(thing, id);
      case "DELETE" -> {
        Optional<ObjectNode> row = row(thing, id);
        if (row.isEmpty()) {
          yield unknown(thing, id);
        }
        keeping.remove(thing, keyOf(thing, id));
        yield answers.one(thing, row.get(), operation.success(204, 200, 202));
      }
      default -> answers.sample();
    };
  }

  private String keyOf(Thing thing, String id) {
    return Keeping.key(thing, Layout.values(collection, call.path()), id);
  }

  /** The row of an id; of things that nobody can make, any id has one. */
  private Optional<ObjectNode> row(Thing thing, String id) {
    String key = keyOf(thing, id);
    Optional<ObjectNode> row = keeping.find(thing, key);
    if (row.isPresent() || thing.resource().makeable() || keeping.gone(thing, key)) {
      return row;
    }
    JsonNode sample = answers.example(operation.success(200), thing);
    if (!(sample instanceof ObjectNode) || operation.method().equals("DELETE")) {
      sample = rendering.sample(thing.schema());
    }
    ObjectNode made = sample instanceof ObjectNode object ? object.deepCopy() : JSON.objectNode();
    if (!thing.key().isEmpty()) {
      made.set(
          thing.key(), FormText.typed(api.schemas().flat(thing.keySchema()), JSON.textNode(id)));
    }
    keeping.inherit(thing, made, collection);
    return Optional.of(made);
  }

  private Reply change(Thing thing, String id) {
    Optional<ObjectNode> before = row(thing, id);
    boolean put = operation.method().equals("PUT");
    if (before.isEmpty()) {
      boolean makes =
          put && (operation.declares(201) || !api.layout().has(thing.resource(), "POST"));
      return makes ? set(thing, id) : unknown(thing, id);
    }
    ObjectNode said = said(thing, came.body());
    ObjectNode row;
    if (put) {
      row = fresh.row(thing, said, asked());
      for (Map.Entry<String, JsonNode> old : before.get().properties()) {
        JsonNode schema = property(thing, old.getKey());
        boolean server = schema.path("readOnly").asBoolean() || !asked().contains(old.getKey());
        if (old.getKey().startsWith("~") || (server && !said.has(old.getKey()))) {
          row.set(old.getKey(), old.getValue());
        }
      }
    } else if (came.body() instanceof ArrayNode patch) {
      Optional<ObjectNode> patched = JsonPatch.apply(before.get(), patch);
      if (patched.isEmpty()) {
        return no(Objections.best(operation, 422, 409, 400), "The patch does not apply.");
      }
      row = patched.get();
    } else {
      row = before.get().deepCopy();
      boolean merge = call.request().header("content-type").orElse("").contains("merge-patch");
      JsonPatch.merge(row, fitting(thing, said), merge);
    }
    row.set(Keeping.keyField(thing), before.get().path(Keeping.keyField(thing)));
    fresh.touch(thing, row);
    keep(thing, row);
    return answers.one(thing, row, operation.success(200, 204, 202, 201));
  }

  private JsonNode property(Thing thing, String name) {
    return api.schemas().flat(Schemas.properties(api.schemas().flat(thing.schema())).path(name));
  }

  /** Without the values that answers show in another shape. */
  private ObjectNode fitting(Thing thing, ObjectNode said) {
    ObjectNode properties = Schemas.properties(api.schemas().flat(thing.schema()));
    ObjectNode fitting = said.deepCopy();
    for (Map.Entry<String, JsonNode> value : said.properties()) {
      JsonNode schema = properties.path(value.getKey());
      if (value.getValue().isValueNode()
          && !value.getValue().isNull()
          && !schema.isMissingNode()
          && !api.fits(schema, value.getValue())) {
        fitting.remove(value.getKey());
      }
    }
    return fitting;
  }

  private Reply set(Thing thing, String id) {
    ObjectNode said = said(thing, came.body());
    keeping.inherit(thing, said, collection);
    ObjectNode row = fresh.row(thing, said, asked());
    row.set(
        Keeping.keyField(thing),
        FormText.typed(api.schemas().flat(thing.keySchema()), JSON.textNode(id)));
    keep(thing, row);
    return answers.one(thing, row, operation.success(201, 200, 204));
  }

  private Reply other(Thing thing) {
    Declared answer = operation.success(200, 201, 202);
    if (operation.method().equals("GET")) {
      Resource resource = thing.resource();
      boolean listed =
          resource.makeable()
              && !path.contains("{")
              && things
                  .envelopes()
                  .list(answer.schema(), Layout.last(resource.parent()), thing.schema())
                  .filter(place -> Api.same(place.schema(), thing.schema()))
                  .isPresent();
      return listed ? list(thing) : answers.sample();
    }
    if (operation.method().equals("POST") && came.body() instanceof ArrayNode) {
      JsonNode items = api.schemas().flat(operation.requestSchema()).path("items");
      if (Api.same(items, thing.schema())) {
        return create(thing);
      }
    }
    String above = Layout.parent(path);
    boolean about =
        Layout.last(above).contains("{")
            && Api.same(
                things
                    .envelopes()
                    .item(answer.schema(), thing.singular(), thing.resource().key())
                    .schema(),
                thing.schema());
    if (about) {
      Optional<ObjectNode> row = row(thing, Layout.values(Layout.last(above), call.path()));
      if (row.isPresent()) {
        return answers.one(thing, row.get(), answer);
      }
    }
    return answers.sample();
  }
}
