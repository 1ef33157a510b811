package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;

/** The lines of one invoice while they are put together. */
final class Lines {

  private final Scene scene;
  private final String invoice;
  private final ArrayNode lines = JsonNodeFactory.instance.arrayNode();
  private long total;

  Lines(Scene scene, String invoice) {
    this.scene = scene;
    this.invoice = invoice;
    scene.get("invoice", invoice).path("lines").path("data").forEach(this::take);
  }

  private void take(JsonNode line) {
    lines.add(line);
    total += line.path("amount").asLong();
  }

  /** A period of a subscription's item. */
  void add(JsonNode item, boolean free) {
    JsonNode price = item.path("price");
    long quantity = item.path("quantity").asLong(1);
    long amount = free ? 0 : price.path("unit_amount").asLong() * quantity;
    ObjectNode line = line(amount, price.path("currency").asText(), quantity);
    String product = price.path("product").asText();
    String name = scene.find("product", product).map(p -> p.path("name").asText()).orElse(product);
    line.put(
        "description",
        free
            ? "Trial period for " + name
            : "%d × %s (at %s / %s)"
                .formatted(
                    quantity,
                    name,
                    Money.words(
                        price.path("unit_amount").asLong(), price.path("currency").asText()),
                    price.path("recurring").path("interval").asText()));
    line.putObject("period")
        .put("start", item.path("current_period_start").asLong())
        .put("end", item.path("current_period_end").asLong());
    pricing(line, price);
    ObjectNode parent = line.putObject("parent");
    parent.putNull("invoice_item_details");
    parent
        .putObject("subscription_item_details")
        .put("subscription", item.path("subscription").asText())
        .put("subscription_item", item.path("id").asText())
        .put("proration", false);
    parent.put("type", "subscription_item_details");
    take(line);
  }

  /** What was put on the customer's next invoice. */
  void pending(String customer) {
    for (ObjectNode item : scene.list("invoiceitem", Selection.of("customer", customer)).rows()) {
      if (item.path("invoice").isNull()) {
        add(item);
      }
    }
  }

  /** An invoice item, which belongs to this invoice from now on. */
  void add(ObjectNode item) {
    ObjectNode line =
        line(
            item.path("amount").asLong(),
            item.path("currency").asText(),
            item.path("quantity").asLong(1));
    line.set("description", item.get("description"));
    line.set("metadata", item.get("metadata"));
    line.set("period", item.get("period"));
    line.set("pricing", item.get("pricing"));
    ObjectNode parent = line.putObject("parent");
    parent
        .putObject("invoice_item_details")
        .put("invoice_item", StripeCode.id(item))
        .put("proration", false);
    parent.putNull("subscription_item_details");
    parent.put("type", "invoice_item_details");
    take(line);
    scene.change("invoiceitem", StripeCode.id(item), copy -> copy.put("invoice", invoice));
  }

  private ObjectNode line(long amount, String currency, long quantity) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", "il_1" + scene.random(Alphabets.BASE62, 23));
    line.put("object", "line_item").put("amount", amount).put("currency", currency);
    line.put("discountable", true).put("invoice", invoice).put("livemode", false);
    line.putArray("discounts");
    line.putObject("metadata");
    line.put("quantity", quantity).put("subtotal", amount);
    line.putArray("taxes");
    return line;
  }

  private static void pricing(ObjectNode line, JsonNode price) {
    ObjectNode pricing = line.putObject("pricing").put("type", "price_details");
    pricing
        .putObject("price_details")
        .put("price", price.path("id").asText())
        .put("product", price.path("product").asText());
    pricing.put("unit_amount_decimal", price.path("unit_amount").asText());
  }

  /** Writes the lines and their sum into the invoice. */
  ObjectNode write() {
    return scene.change(
        "invoice",
        invoice,
        copy -> {
          ObjectNode list = (ObjectNode) copy.path("lines");
          list.set("data", lines);
          list.put("total_count", lines.size());
          for (String sum :
              java.util.List.of(
                  "amount_due",
                  "amount_remaining",
                  "subtotal",
                  "subtotal_excluding_tax",
                  "total",
                  "total_excluding_tax")) {
            copy.put(sum, total);
          }
          if (!lines.isEmpty()) {
            copy.set("currency", lines.get(0).get("currency"));
          }
          scene
              .find("customer", copy.path("customer").asText())
              .ifPresent(customer -> {
                copy.set("customer_email", customer.get("email"));
                copy.set("customer_name", customer.get("name"));
              });
        });
  }
}
