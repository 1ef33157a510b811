package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.state.Rows;
import dev.dragoncode.fakes.state.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What one pack remembers, namespace by namespace. */
final class Worlds {

  /** The namespace of requests that name none. */
  static final String USUAL = "default";

  /** More than a run has tests at a time; a bound against a namespace for each request. */
  static final int MOST = 1_000;

  private final Map<String, List<String>> indexed = new LinkedHashMap<>();
  private final Map<String, World> worlds = new ConcurrentHashMap<>();
  private final Seeding seeding;
  private final Rows store;

  Worlds(Pack pack, Seeding seeding, Rows store) {
    pack.resources().forEach((name, resource) -> indexed.put(name, resource.indexes()));
    this.seeding = seeding;
    this.store = store;
  }

  /**
   * The world of a namespace, made and seeded where it is new; empty where there are too many.
   *
   * @throws Rows.Full if there is no room for its first rows
   */
  Optional<World> of(String namespace) {
    World there = worlds.get(namespace);
    if (there != null) {
      return Optional.of(there);
    }
    if (worlds.size() >= MOST || namespace.length() > 200) {
      return Optional.empty();
    }
    return Optional.of(worlds.computeIfAbsent(namespace, this::fresh));
  }

  private World fresh(String namespace) {
    World world = new World(namespace, indexed, store);
    try {
      seeding.fill(world);
    } catch (Rows.Full e) {
      world.clear();
      throw e;
    }
    return world;
  }

  List<World> all() {
    return List.copyOf(worlds.values());
  }

  /** Empties a namespace and seeds it again; all of them where none is named. */
  void reset(Optional<String> namespace) {
    for (World world : all()) {
      if (namespace.map(world.namespace()::equals).orElse(true)) {
        world.lock().lock();
        try {
          world.clear();
          if (world.namespace().equals(USUAL)) {
            seeding.fill(world);
          } else {
            worlds.remove(world.namespace());
          }
        } finally {
          world.lock().unlock();
        }
      }
    }
  }

  /** Another number after each change of any of them. */
  long version() {
    long sum = worlds.size();
    for (World world : worlds.values()) {
      world.lock().lock();
      try {
        sum += world.version();
      } finally {
        world.lock().unlock();
      }
    }
    return sum;
  }

  ObjectNode save() {
    ObjectNode saved = JsonNodeFactory.instance.objectNode();
    for (World world : all()) {
      world.lock().lock();
      try {
        saved.set(world.namespace(), world.save());
      } finally {
        world.lock().unlock();
      }
    }
    return saved;
  }

  /** Takes up what was saved, in the place of all that there is. */
  void load(JsonNode saved) {
    for (World world : all()) {
      world.lock().lock();
      try {
        worlds.remove(world.namespace());
        world.clear();
      } finally {
        world.lock().unlock();
      }
    }
    for (Map.Entry<String, JsonNode> entry : saved.properties()) {
      World world = new World(entry.getKey(), indexed, store);
      world.load(entry.getValue());
      seeding.renew(world);
      worlds.put(entry.getKey(), world);
    }
  }
}
