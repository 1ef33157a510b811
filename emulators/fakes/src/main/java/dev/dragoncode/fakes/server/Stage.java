package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.Pack.Verb;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.pack.Template;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import dev.dragoncode.fakes.state.Table;
import dev.dragoncode.fakes.state.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Where a pack's code acts, with or without a request. */
class Stage implements Scene {

  private final Pack pack;
  private final Code code;
  private final World world;
  private final Instant now;
  private final String url;
  private final List<Outgoing> outgoing = new ArrayList<>();

  Stage(Pack pack, Code code, World world, Instant now, String url) {
    this.pack = pack;
    this.code = code;
    this.world = world;
    this.now = now;
    this.url = url;
  }

  @Override
  public Pack pack() {
    return pack;
  }

  Code code() {
    return code;
  }

  @Override
  public World world() {
    return world;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public String url() {
    return url;
  }

  /** What is to be sent once all has gone well. */
  List<Outgoing> outgoing() {
    return outgoing;
  }

  Pack.Resource resource(String name) {
    Pack.Resource resource = pack.resources().get(name);
    if (resource == null) {
      throw new IllegalArgumentException(pack.id() + " has no resource " + name);
    }
    return resource;
  }

  Table table(String resource) {
    return world.table(resource);
  }

  @Override
  public String page(String path) {
    return url + path + Namespaces.query(world.namespace());
  }

  @Override
  public String newId(String resource) {
    Pack.IdStyle style = resource(resource).id();
    if (style.alphabet().isEmpty()) {
      return style.prefix() + world.next("id." + resource);
    }
    return style.prefix() + world.random(style.alphabet(), style.length());
  }

  @Override
  public String random(String alphabet, int length) {
    return world.random(alphabet, length);
  }

  @Override
  public ObjectNode create(String resource, ObjectNode values) {
    String id = newId(resource);
    return create(resource, id, id, values);
  }

  @Override
  public ObjectNode create(String resource, String key, ObjectNode values) {
    return create(resource, newId(resource), key, values);
  }

  private ObjectNode create(String resource, String id, String key, ObjectNode values) {
    Pack.Resource kind = resource(resource);
    Template.Scope scope = scope(Map.of("id", JsonNodeFactory.instance.textNode(id)));
    ObjectNode row = kind.row().render(scope).deepCopy();
    row.setAll(values);
    table(resource).insert(key, row);
    // what is kept, so that events share it
    done(Verb.CREATE, kind, table(resource).find(key).orElse(row));
    return table(resource).find(key).orElse(row);
  }

  /** What follows on a row that was made, changed or removed. */
  void done(Verb verb, Pack.Resource kind, ObjectNode row) {
    code.after(verb, kind.name()).ifPresent(after -> after.done(this, row));
    String event = kind.events().get(verb);
    if (event != null) {
      emit(event, row);
    }
  }

  @Override
  public Optional<ObjectNode> find(String resource, String id) {
    return table(resource).find(id);
  }

  @Override
  public ObjectNode get(String resource, String id) {
    return find(resource, id)
        .orElseThrow(() ->
            Refusal.of("not_found").with("resource", resource).with("id", id).with("param", "id"));
  }

  @Override
  public ObjectNode change(String resource, String id, Consumer<ObjectNode> edit) {
    ObjectNode copy = get(resource, id).deepCopy();
    edit.accept(copy);
    table(resource).replace(id, copy);
    return copy;
  }

  @Override
  public void remove(String resource, String id) {
    table(resource).remove(id);
  }

  @Override
  public Slice list(String resource, Selection selection) {
    return table(resource).list(selection);
  }

  @Override
  public void emit(String event, JsonNode object) {
    code.telling()
        .ifPresent(telling -> telling.messages(this, event, object).forEach(outgoing::add));
  }

  @Override
  public void post(Outgoing message) {
    outgoing.add(message);
  }

  @Override
  public void later(Duration wait, String task, ObjectNode details) {
    world.schedule(now.plus(wait), task, details);
  }

  @Override
  public JsonNode value(String name) {
    return pack.values().path(name);
  }

  /** What the holes of templates stand for here; the given values come first. */
  Template.Scope scope(Map<String, JsonNode> values) {
    return name -> {
      JsonNode value = values.get(name);
      if (value != null) {
        return value;
      }
      int dot = name.indexOf('.');
      JsonNode outer = dot > 0 ? values.get(name.substring(0, dot)) : null;
      if (outer != null) {
        return inside(outer, name.substring(dot + 1));
      }
      return common(name);
    };
  }

  /** What holes stand for everywhere. */
  JsonNode common(String name) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (name.startsWith("random.")) {
      return json.textNode(randomText(name));
    }
    return switch (name) {
      case "now" -> json.numberNode(now.getEpochSecond());
      case "now.millis" -> json.numberNode(now.toEpochMilli());
      case "now.iso" -> json.textNode(now.truncatedTo(ChronoUnit.SECONDS).toString());
      case "url" -> json.textNode(url);
      case "namespace" -> json.textNode(world.namespace());
      case "namespace.query" -> json.textNode(Namespaces.query(world.namespace()));
      case "uuid" -> json.textNode(uuid());
      default ->
          name.startsWith("value.")
              ? inside(pack.values(), name.substring("value.".length()))
              : MissingNode.getInstance();
    };
  }

  private String uuid() {
    String hex = random(dev.dragoncode.fakes.pack.Alphabets.HEX, 32);
    return new UUID(
            (Long.parseUnsignedLong(hex.substring(0, 16), 16) & ~0xF000L) | 0x4000L,
            (Long.parseUnsignedLong(hex.substring(16), 16) & ~(3L << 62)) | (1L << 63))
        .toString();
  }

  /** {@code random.base62.24}. */
  private String randomText(String name) {
    String[] parts = name.split("\\.", -1);
    String alphabet =
        switch (parts[1]) {
          case "hex" -> dev.dragoncode.fakes.pack.Alphabets.HEX;
          case "digits" -> dev.dragoncode.fakes.pack.Alphabets.DIGITS;
          case "base36" -> dev.dragoncode.fakes.pack.Alphabets.BASE36;
          default -> dev.dragoncode.fakes.pack.Alphabets.BASE62;
        };
    return random(alphabet, parts.length > 2 ? Integer.parseInt(parts[2]) : 16);
  }

  static JsonNode inside(JsonNode value, String path) {
    JsonNode at = value;
    for (String part : path.split("\\.", -1)) {
      at = at.path(part);
    }
    return at;
  }
}
