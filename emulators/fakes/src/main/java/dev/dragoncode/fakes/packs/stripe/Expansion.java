package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts whole objects in the place of their ids where {@code expand} asks for it. */
final class Expansion {

  static final List<String> RESOURCES =
      List.of(
          "customer",
          "product",
          "price",
          "payment_method",
          "payment_intent",
          "charge",
          "refund",
          "setup_intent",
          "subscription",
          "invoice",
          "invoiceitem",
          "checkout_session");

  /** The tables of fields that hold an id. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("customer", "customer"),
          Map.entry("product", "product"),
          Map.entry("default_price", "price"),
          Map.entry("price", "price"),
          Map.entry("payment_method", "payment_method"),
          Map.entry("default_payment_method", "payment_method"),
          Map.entry("payment_intent", "payment_intent"),
          Map.entry("latest_charge", "charge"),
          Map.entry("charge", "charge"),
          Map.entry("invoice", "invoice"),
          Map.entry("latest_invoice", "invoice"),
          Map.entry("setup_intent", "setup_intent"),
          Map.entry("pending_setup_intent", "setup_intent"),
          Map.entry("subscription", "subscription"));

  /** Stripe expands four levels at the most. */
  private static final int MOST_LEVELS = 4;

  private Expansion() {}

  static JsonNode show(Call call, ObjectNode row) {
    List<String> wanted = Values.texts(call.input().path("expand"));
    if (wanted.isEmpty()) {
      return row;
    }
    ObjectNode expanded = row.deepCopy();
    for (String path : wanted) {
      String own = path.startsWith("data.") ? path.substring("data.".length()) : path;
      List<String> names = List.of(own.split("\\.", -1));
      expand(call, expanded, names.subList(0, Math.min(names.size(), MOST_LEVELS)));
    }
    return expanded;
  }

  private static void expand(Call call, JsonNode at, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    if (at.isArray()) {
      at.forEach(item -> expand(call, item, names));
      return;
    }
    if (!(at instanceof ObjectNode object)) {
      return;
    }
    String name = names.getFirst();
    JsonNode value = object.path(name);
    if (name.equals("line_items") && object.path("object").asText().equals("checkout.session")) {
      object.set(name, Checkout.lines(call, object.path("id").asText()));
    } else if (value.isTextual() && FIELDS.containsKey(name)) {
      Optional<ObjectNode> row = call.find(FIELDS.getOrDefault(name, ""), value.asText());
      row.ifPresent(r -> object.set(name, Hidden.without(r).deepCopy()));
    }
    expand(call, object.path(name), names.subList(1, names.size()));
  }
}
