package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.SeedReader;
import dev.dragoncode.fakes.state.Rows;
import dev.dragoncode.fakes.state.Table;
import dev.dragoncode.fakes.state.World;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Shows and edits what a pack remembers; each change is made as a whole or not at all. */
final class StateDesk {

  private static final int PAGE = 100;
  private static final int MOST_PAGE = 1_000;

  private final PackRuntime pack;
  private final Instant now;

  /** What a look at a fresh row needs to have, and keeps nothing in. */
  private final Rows scratch = Rows.ofHeap();

  StateDesk(PackRuntime pack, Instant now) {
    this.pack = pack;
    this.now = now;
  }

  Reply handle(FakeRequest request, List<String> path) throws IOException {
    JsonNode body = Admin.body(request);
    return locked(
        request.queryValue("namespace").orElse(Worlds.USUAL),
        world -> {
          if (path.isEmpty()) {
            return Reply.json(200, tables(world));
          }
          Table table = table(world, path.getFirst());
          Optional<String> key =
              path.size() > 1
                  ? Optional.of(String.join("/", path.subList(1, path.size())))
                  : request.queryValue("key");
          if (key.isPresent()) {
            return row(request.method(), body, table, key.get());
          }
          if (request.method().equals("POST")) {
            return made(world, table, body);
          }
          return Reply.json(
              200,
              request.queryValue("fresh").isPresent() ? fresh(table.name()) : rows(table, request));
        });
  }

  /** Makes the rows of a file. */
  Reply seed(FakeRequest request) throws IOException {
    JsonNode body = Admin.body(request);
    String name = body.path("name").asText("the seed");
    Map<String, List<SeedReader.Row>> rows =
        SeedReader.read(name, body.path("yaml").asText(), pack.pack());
    return locked(
        body.path("namespace").asText(Worlds.USUAL),
        world -> {
          boolean all = false;
          try {
            ObjectNode answer = PackRuntime.object();
            answer.set("made", seed(stage(world), name, rows));
            all = true;
            return Reply.json(200, answer);
          } finally {
            if (!all) {
              world.undo();
            }
          }
        });
  }

  private ObjectNode seed(Stage stage, String name, Map<String, List<SeedReader.Row>> rows) {
    ObjectNode made = PackRuntime.object();
    for (Map.Entry<String, List<SeedReader.Row>> entry : rows.entrySet()) {
      for (SeedReader.Row row : entry.getValue()) {
        Optional<String> why = insert(stage, entry.getKey(), row.values());
        if (why.isPresent()) {
          throw SeedReader.problem(name, row.line(), why.get()).asException();
        }
      }
      made.put(entry.getKey(), entry.getValue().size());
    }
    return made;
  }

  private interface Work {
    Reply in(World world);
  }

  private Reply locked(String namespace, Work work) {
    World world;
    try {
      world =
          pack.worlds()
              .of(namespace)
              .orElseThrow(() -> new IllegalArgumentException("There are too many namespaces."));
    } catch (Rows.Full full) {
      return refused(full.reason() + ".");
    }
    world.lock().lock();
    try {
      world.begin();
      return work.in(world);
    } catch (Rows.Full full) {
      world.undo();
      return refused(full.reason() + ".");
    } finally {
      world.lock().unlock();
    }
  }

  private Stage stage(World world) {
    return new QuietStage(pack.pack(), pack.code(), world, now, pack.url());
  }

  private Table table(World world, String name) {
    if (!pack.pack().resources().containsKey(name)) {
      throw new IllegalArgumentException(
          "%s keeps no “%s”; it keeps %s."
              .formatted(
                  pack.pack().name(), name, String.join(", ", pack.pack().resources().keySet())));
    }
    return world.table(name);
  }

  private ObjectNode tables(World world) {
    ObjectNode body = PackRuntime.object();
    var tables = body.putArray("tables");
    pack.pack()
        .resources()
        .keySet()
        .forEach(
            name -> tables.addObject().put("name", name).put("rows", world.table(name).size()));
    var namespaces = body.putArray("namespaces");
    pack.worlds().all().forEach(w -> namespaces.add(w.namespace()));
    return body;
  }

  private static ObjectNode rows(Table table, FakeRequest request) {
    int skip = Math.max(0, request.queryValue("skip").map(Integer::parseInt).orElse(0));
    int most =
        Math.clamp(request.queryValue("most").map(Integer::parseInt).orElse(PAGE), 1, MOST_PAGE);
    String text = request.queryValue("text").orElse("").strip().toLowerCase(Locale.ROOT);
    Table.Page page = table.page(skip, most, mentions(text));
    ObjectNode body = PackRuntime.object().put("total", table.size()).put("more", page.more());
    var rows = body.putArray("rows");
    page.rows().forEach((key, row) -> rows.addObject().put("key", key).set("row", row));
    return body;
  }

  private static Predicate<Map.Entry<String, ObjectNode>> mentions(String text) {
    if (text.isEmpty()) {
      return entry -> true;
    }
    return entry ->
        entry.getKey().toLowerCase(Locale.ROOT).contains(text) || mentions(entry.getValue(), text);
  }

  private static boolean mentions(JsonNode node, String text) {
    if (node.isValueNode()) {
      return node.asText().toLowerCase(Locale.ROOT).contains(text);
    }
    for (JsonNode inner : node) {
      if (mentions(inner, text)) {
        return true;
      }
    }
    return false;
  }

  /** A row as the pack would begin it, to be filled in. */
  private ObjectNode fresh(String resource) {
    // in a world of its own, since a look must not use up numbers
    Stage stage = stage(new World(Worlds.USUAL, Map.of(), scratch));
    ObjectNode body = PackRuntime.object();
    body.set("row", template(stage, resource, stage.newId(resource)));
    return body;
  }

  private ObjectNode template(Stage stage, String resource, String id) {
    Pack.Resource kind = stage.resource(resource);
    JsonNode row =
        kind.row().render(stage.scope(Map.of("id", JsonNodeFactory.instance.textNode(id))));
    return row.deepCopy();
  }

  private Reply made(World world, Table table, JsonNode body) {
    if (!(body instanceof ObjectNode values)) {
      return refused("A row is a JSON object.");
    }
    Optional<String> why = insert(stage(world), table.name(), values);
    if (why.isPresent()) {
      world.undo();
      return refused(why.get() + ".");
    }
    // what a pack's code adds to a new row comes first in the list of changes or not at all
    String key = world.changes().getFirst().id();
    ObjectNode answer = PackRuntime.object().put("key", key);
    table.find(key).ifPresent(row -> answer.set("row", row));
    return Reply.json(201, answer);
  }

  /** Why a row cannot be made; empty where it was. */
  private Optional<String> insert(Stage stage, String resource, ObjectNode values) {
    JsonNode key = values.has("$key") ? values.get("$key") : values.path("id");
    ObjectNode own = values.deepCopy();
    own.remove("$key");
    List<String> objections = objections(stage.table(resource), own, Optional.empty());
    if (!objections.isEmpty()) {
      return Optional.of(String.join("; ", objections));
    }
    if (!key.isMissingNode() && (!key.isValueNode() || key.asText().isEmpty())) {
      return Optional.of("its key is “%s”, which names nothing".formatted(key));
    }
    try {
      Seeding.add(stage, resource, values);
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of("%s %s".formatted(e.error(), e.values()));
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Reply row(String method, JsonNode body, Table table, String key) {
    Optional<ObjectNode> before = table.find(key);
    return switch (method) {
      case "PUT" -> {
        if (!(body instanceof ObjectNode fields)) {
          yield refused("A row is a JSON object.");
        }
        List<String> objections = objections(table, fields, before);
        if (!objections.isEmpty()) {
          yield refused(String.join("; ", objections) + ".");
        }
        if (before.isPresent()) {
          table.replace(key, fields);
        } else {
          table.insert(key, fields);
        }
        yield Reply.json(200, fields);
      }
      case "DELETE" -> {
        table.remove(key);
        yield Reply.json(200, PackRuntime.object().put("removed", before.isPresent()));
      }
      default ->
          before
              .<Reply>map(row -> Reply.json(200, row))
              .orElseGet(() -> Admin.error(404, "There is no such row."));
    };
  }

  private static Reply refused(String reason) {
    return Reply.json(
        422, PackRuntime.object().put("title", "The row was refused").put("reason", reason));
  }

  /** What would keep the pack, or a vendor's client, from reading a row. */
  private List<String> objections(Table table, ObjectNode row, Optional<ObjectNode> before) {
    Stage stage = stage(new World(Worlds.USUAL, Map.of(), scratch));
    ObjectNode usual = template(stage, table.name(), stage.newId(table.name()));
    before.ifPresent(old ->
        old.properties().stream()
            .filter(field -> !field.getValue().isNull())
            .forEach(field -> usual.set(field.getKey(), field.getValue())));
    return RowForm.objections(
        usual, before, row, found -> pack.code().rowCheck().objections(table.name(), found));
  }
}
