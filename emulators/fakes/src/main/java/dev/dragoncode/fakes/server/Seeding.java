package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackSettings;
import dev.dragoncode.fakes.state.FakeClock;
import dev.dragoncode.fakes.state.Table;
import dev.dragoncode.fakes.state.World;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills fresh namespaces with the rows that are there from the start, and brings kept ones up to a
 * configuration that has changed since.
 */
final class Seeding {

  /** What the configuration has put in, so that it can be taken out when it says otherwise. */
  private static final String TABLE = "~configured";

  private static final String ROW = "rows";

  private final Pack pack;
  private final Code code;
  private final PackSettings settings;
  private final FakeClock clock;
  private final String url;
  private final String print;

  Seeding(Pack pack, Code code, PackSettings settings, FakeClock clock, String url) {
    this.pack = pack;
    this.code = code;
    this.settings = settings;
    this.clock = clock;
    this.url = url;
    this.print = settings.seed().toString();
  }

  /** Fills a world that is empty. */
  void fill(World world) {
    Stage stage = stage(world);
    Set<String> resources = new LinkedHashSet<>(pack.seed().keySet());
    resources.addAll(settings.seed().keySet());
    resources.forEach(resource -> fill(stage, resource));
    note(world);
  }

  private Stage stage(World world) {
    return new Stage(pack, code, world, clock.instant(), url);
  }

  private void fill(Stage stage, String resource) {
    JsonNode rows = settings.seed().get(resource);
    if (rows == null) {
      rows = pack.seed().get(resource);
    }
    if (rows != null) {
      rows.forEach(row -> make(stage, resource, row));
    }
  }

  /** Adds a row to those that are there. */
  static void add(Stage stage, String resource, ObjectNode values) {
    ObjectNode row = values.deepCopy();
    row.remove("$key");
    key(values)
        .ifPresentOrElse(
            key -> stage.create(resource, key, row), () -> stage.create(resource, row));
  }

  private static void make(Stage stage, String resource, JsonNode said) {
    if (!(said instanceof ObjectNode values)) {
      return;
    }
    ObjectNode row = values.deepCopy();
    row.remove("$key");
    Optional<String> key = key(said);
    if (key.isEmpty()) {
      stage.create(resource, row);
    } else {
      stage.remove(resource, key.get());
      stage.create(resource, key.get(), row);
    }
  }

  /** Where a row stands in its table: by its {@code $key}, else its id. */
  private static Optional<String> key(JsonNode row) {
    return Optional.ofNullable(row.get("$key"))
        .or(() -> Optional.ofNullable(row.get("id")))
        .map(JsonNode::asText);
  }

  /**
   * Gives a world that was kept the rows of this configuration in the place of those of the one
   * before. Where it is still the same, nothing is touched.
   */
  void renew(World world) {
    Optional<ObjectNode> before = world.table(TABLE).find(ROW);
    String known = before.map(row -> row.path("print").asText()).orElse("{}");
    if (known.equals(print)) {
      return;
    }
    Stage stage = stage(world);
    JsonNode put = before.map(row -> row.path(ROW)).orElseGet(PackRuntime::object);
    Set<String> resources = new LinkedHashSet<>(settings.seed().keySet());
    put.properties().forEach(entry -> resources.add(entry.getKey()));
    for (String resource : resources) {
      if (put.has(resource)) {
        put.path(resource).forEach(key -> stage.remove(resource, key.asText()));
      } else {
        for (JsonNode row : pack.seed().getOrDefault(resource, PackRuntime.object())) {
          key(row).ifPresent(key -> stage.remove(resource, key));
        }
      }
      fill(stage, resource);
    }
    note(world);
  }

  private void note(World world) {
    Table table = world.table(TABLE);
    table.remove(ROW);
    if (settings.seed().isEmpty()) {
      return;
    }
    ObjectNode row = PackRuntime.object().put("print", print);
    ObjectNode rows = row.putObject(ROW);
    for (Map.Entry<String, JsonNode> entry : settings.seed().entrySet()) {
      var keys = rows.putArray(entry.getKey());
      entry.getValue().forEach(one -> key(one).ifPresent(keys::add));
    }
    table.insert(ROW, row);
  }
}
