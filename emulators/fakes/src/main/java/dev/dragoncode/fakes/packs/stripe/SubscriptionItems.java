package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Scene;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** What a subscription is for: prices with quantities, each with its period. */
final class SubscriptionItems {

  private SubscriptionItems() {}

  /**
   * Makes one.
   *
   * @param given with a price or price_data, and a quantity
   * @param trial when the trial ends, if there is one
   */
  static ObjectNode make(
      Scene scene, String subscription, JsonNode given, Optional<Instant> trial) {
    ObjectNode price;
    if (given.has("price_data") && scene instanceof Call call) {
      ObjectNode values = ((ObjectNode) given.path("price_data")).deepCopy();
      StripeCode.price(call, values);
      price = scene.create("price", values);
    } else {
      price = StripeCode.exists(scene, "price", given.path("price").asText(), "items[0][price]");
    }
    if (!price.path("type").asText().equals("recurring")) {
      throw StripeCode.invalid(
          "",
          "The price specified is set to `type=one_time` but this field only accepts prices with"
              + " `type=recurring`.",
          "items[0][price]");
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("subscription", subscription);
    values.put("quantity", given.path("quantity").asLong(1));
    values.set("price", price);
    if (given.get("metadata") instanceof ObjectNode metadata) {
      values.set("metadata", metadata);
    }
    values.put("current_period_start", scene.now().getEpochSecond());
    values.put(
        "current_period_end",
        trial.orElseGet(() -> next(scene.now(), price.path("recurring"))).getEpochSecond());
    return scene.create("subscription_item", values);
  }

  /** When a period ends that begins then. */
  static Instant next(Instant from, JsonNode recurring) {
    ZonedDateTime time = from.atZone(ZoneOffset.UTC);
    int count = Math.max(1, recurring.path("interval_count").asInt(1));
    ZonedDateTime later =
        switch (recurring.path("interval").asText()) {
          case "day" -> time.plusDays(count);
          case "week" -> time.plusWeeks(count);
          case "year" -> time.plusYears(count);
          default -> time.plusMonths(count);
        };
    return later.toInstant();
  }

  /** Shows them in their subscription. */
  static void show(ObjectNode subscription, ArrayNode items) {
    ObjectNode list = (ObjectNode) subscription.path("items");
    list.set("data", items);
    list.put("total_count", items.size());
  }

  /** When the subscription's period ends. */
  static Instant end(ObjectNode subscription) {
    return Instant.ofEpochSecond(
        subscription.path("items").path("data").path(0).path("current_period_end").asLong());
  }

  /** Those of a subscription as a request that updates it wants them. */
  static ArrayNode updated(Call call, ObjectNode subscription) {
    ArrayNode items = ((ArrayNode) subscription.path("items").path("data")).deepCopy();
    for (JsonNode given : call.input().path("items")) {
      String id = given.path("id").asText("");
      int at = -1;
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).path("id").asText().equals(id)) {
          at = i;
        }
      }
      if (at < 0) {
        items.add(make(call, StripeCode.id(subscription), given, Optional.empty()));
      } else if (given.path("deleted").asText("").equals("true")) {
        items.remove(at);
        call.remove("subscription_item", id);
      } else {
        items.set(
            at,
            call.change(
                "subscription_item",
                id,
                copy -> {
                  if (given.has("quantity")) {
                    copy.put("quantity", given.path("quantity").asLong());
                  }
                  if (given.has("price")) {
                    copy.set(
                        "price",
                        StripeCode.exists(
                            call, "price", given.path("price").asText(), "items[0][price]"));
                  }
                }));
      }
    }
    return items;
  }
}
