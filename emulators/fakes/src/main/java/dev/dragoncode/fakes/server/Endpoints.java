package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.state.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where events go: what packs keep of that, and what requests have named themselves. */
final class Endpoints {

  /** More than these nobody looks through. */
  private static final int MOST = 200;

  private Endpoints() {}

  static ArrayNode of(List<PackRuntime> packs, List<WebhookBench.Delivery> deliveries) {
    ArrayNode endpoints = PackRuntime.object().arrayNode();
    Set<String> known = new LinkedHashSet<>();
    for (PackRuntime pack : packs) {
      pack.pack().webhooks().endpoints().ifPresent(where -> kept(pack, where, endpoints, known));
    }
    for (WebhookBench.Delivery delivery : deliveries.reversed()) {
      String address = delivery.pack() + " " + delivery.message().url();
      if (endpoints.size() < MOST && known.add(address)) {
        endpoints
            .addObject()
            .put("pack", delivery.pack())
            .put("namespace", delivery.namespace())
            .put("table", "")
            .put("key", "")
            .put("url", delivery.message().url())
            .put("secret", Gate.masked(delivery.message().secret()))
            .putArray("events");
      }
    }
    return endpoints;
  }

  private static void kept(
      PackRuntime pack, Pack.Endpoints where, ArrayNode endpoints, Set<String> known) {
    for (World world : pack.worlds().all()) {
      world.lock().lock();
      try {
        world
            .table(where.resource())
            .page(0, MOST, entry -> true)
            .rows()
            .forEach((key, row) -> {
              String url = Stage.inside(row, where.url()).asText("");
              if (!url.isEmpty() && endpoints.size() < MOST) {
                known.add(pack.pack().id() + " " + url);
                ObjectNode endpoint =
                    endpoints
                        .addObject()
                        .put("pack", pack.pack().id())
                        .put("namespace", world.namespace())
                        .put("table", where.resource())
                        .put("key", key)
                        .put("url", url)
                        .put("secret", Gate.masked(secret(pack.pack(), where.secret(), row)));
                ArrayNode events = endpoint.putArray("events");
                if (!where.events().isEmpty()) {
                  Stage.inside(row, where.events()).forEach(event -> events.add(event.asText()));
                }
              }
            });
      } finally {
        world.lock().unlock();
      }
    }
  }

  private static String secret(Pack pack, String field, ObjectNode row) {
    if (field.isEmpty()) {
      return "";
    }
    JsonNode from = field.startsWith("value.") ? pack.values() : row;
    return Stage.inside(from, field.replaceFirst("^value\\.", "")).asText("");
  }
}
