package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import dev.dragoncode.fakes.state.Table;
import dev.dragoncode.fakes.state.World;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;

/** Shows and edits what a pack remembers. */
final class StateDesk {

  private static final int PAGE = 100;

  private final PackRuntime pack;

  StateDesk(PackRuntime pack) {
    this.pack = pack;
  }

  Reply handle(FakeRequest request, List<String> path) throws IOException {
    World world =
        pack.worlds()
            .of(request.queryValue("namespace").orElse(Worlds.USUAL))
            .orElseThrow(() -> new IllegalArgumentException("There are too many namespaces."));
    world.lock().lock();
    try {
      world.begin();
      return switch (path.size()) {
        case 0 -> Reply.json(200, tables(world));
        case 1 -> Reply.json(200, rows(table(world, path.getFirst()), request));
        default -> row(request, table(world, path.getFirst()), path.get(1));
      };
    } finally {
      world.lock().unlock();
    }
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
    int skip = request.queryValue("skip").map(Integer::parseInt).orElse(0);
    Slice slice = table.list(Selection.newest(PAGE).skip(skip));
    ObjectNode body = PackRuntime.object().put("total", table.size()).put("more", slice.more());
    var rows = body.putArray("rows");
    IdentityHashMap<ObjectNode, String> keys = new IdentityHashMap<>();
    table.rows().forEach((key, row) -> keys.put(row, key));
    slice
        .rows()
        .forEach(row -> {
          ObjectNode item = rows.addObject();
          item.put("key", keys.get(row));
          item.set("row", row);
        });
    return body;
  }

  private static Reply row(FakeRequest request, Table table, String key) throws IOException {
    boolean there = table.find(key).isPresent();
    return switch (request.method()) {
      case "PUT" -> {
        if (!(Admin.body(request) instanceof ObjectNode fields)) {
          throw new IllegalArgumentException("A row is a JSON object.");
        }
        if (there) {
          table.replace(key, fields);
        } else {
          table.insert(key, fields);
        }
        yield Reply.json(200, fields);
      }
      case "DELETE" -> {
        table.remove(key);
        yield Reply.json(200, PackRuntime.object().put("removed", there));
      }
      default ->
          table
              .find(key)
              .<Reply>map(row -> Reply.json(200, row))
              .orElseGet(() -> Admin.error(404, "There is no such row."));
    };
  }
}
