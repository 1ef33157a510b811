package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Checkout: a page of Stripe's where somebody pays; here with a button for it. */
final class Checkout {

  private static final String SESSION = "checkout_session";
  private static final String EXPIRE = "checkout.expire";

  private final Payments payments;
  private final Billing billing;

  Checkout(Payments payments, Billing billing) {
    this.payments = payments;
    this.billing = billing;
  }

  void setUp(Setup setup) {
    setup.operation("checkout_session.create", Checkout::create);
    setup.operation(
        "checkout_session.line_items",
        call -> {
          call.get(SESSION, call.path("id"));
          return Reply.json(200, lines(call, call.path("id")));
        });
    setup.operation("checkout_session.expire", Checkout::expire);
    setup.operation("checkout_session.page", Checkout::page);
    setup.operation("checkout_session.pay", this::pay);
    setup.later(
        EXPIRE,
        (scene, details) ->
            scene
                .find(SESSION, details.path("id").asText())
                .filter(session -> Payments.status(session).equals("open"))
                .ifPresent(session -> expired(scene, StripeCode.id(session))));
  }

  private static Reply create(Call call) {
    ObjectNode input = call.input();
    String mode = call.text("mode").orElse("payment");
    call.text("customer").ifPresent(c -> StripeCode.exists(call, "customer", c, "customer"));
    if (!mode.equals("setup") && input.path("line_items").isEmpty()) {
      throw Refusal.of("parameter_missing").with("param", "line_items");
    }
    String ui = call.text("ui_mode").orElse("hosted");
    if (!input.has("success_url") && ui.startsWith("hosted")) {
      throw Refusal.of("parameter_missing").with("param", "success_url");
    }
    ObjectNode values = call.object();
    Values.copy(
        input,
        values,
        "allow_promotion_codes",
        "cancel_url",
        "client_reference_id",
        "customer",
        "customer_creation",
        "customer_email",
        "locale",
        "metadata",
        "payment_method_types",
        "return_url",
        "success_url");
    values.put("mode", mode);
    long expires = input.path("expires_at").asLong(call.now().getEpochSecond() + 86_400);
    values.put("expires_at", expires);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    long total = 0;
    for (JsonNode item : input.path("line_items")) {
      ObjectNode line = line(call, item, mode);
      total += line.path("amount_total").asLong();
      items.add(line);
    }
    values.set("~line_items", items);
    values.set("~input", input.deepCopy());
    values.put("amount_total", total).put("amount_subtotal", total);
    if (!items.isEmpty()) {
      values.set("currency", items.get(0).get("currency"));
    }
    if (mode.equals("setup")) {
      values.put("payment_status", "no_payment_required");
    }
    ObjectNode session = call.create(SESSION, values);
    call.later(
        Duration.ofSeconds(expires - call.now().getEpochSecond()),
        EXPIRE,
        Billing.ref(StripeCode.id(session)));
    return call.answer(SESSION, session);
  }

  private static ObjectNode line(Call call, JsonNode item, String mode) {
    ObjectNode price;
    if (item.get("price_data") instanceof ObjectNode data) {
      ObjectNode values = data.deepCopy();
      StripeCode.price(call, values);
      values.put("active", false);
      price = call.create("price", values);
    } else {
      price = StripeCode.exists(call, "price", item.path("price").asText(), "line_items[0][price]");
    }
    boolean recurring = price.path("type").asText().equals("recurring");
    if (recurring && mode.equals("payment")) {
      throw StripeCode.invalid(
          "",
          "You specified `payment` mode but passed a recurring price. Either switch to"
              + " `subscription` mode or use only one-time prices.",
          "mode");
    }
    long quantity = item.path("quantity").asLong(1);
    long amount = price.path("unit_amount").asLong() * quantity;
    ObjectNode line = call.object();
    line.put("id", "li_1" + call.random(Alphabets.BASE62, 23)).put("object", "item");
    line.put("amount_discount", 0).put("amount_subtotal", amount).put("amount_tax", 0);
    line.put("amount_total", amount).set("currency", price.get("currency"));
    line.put(
        "description",
        call.find("product", price.path("product").asText())
            .map(p -> p.path("name").asText())
            .orElse(""));
    line.set("price", price);
    line.put("quantity", quantity);
    return line;
  }

  /** The lines as a list of Stripe's. */
  static ObjectNode lines(Scene scene, String session) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("object", "list");
    list.set("data", scene.get(SESSION, session).path("~line_items"));
    return list.put("has_more", false)
        .put("url", "/v1/checkout/sessions/" + session + "/line_items");
  }

  private static Reply expire(Call call) {
    open(call);
    return call.answer(SESSION, expired(call, call.path("id")));
  }

  private static ObjectNode expired(Scene scene, String id) {
    ObjectNode session =
        scene.change(SESSION, id, copy -> copy.put("status", "expired").putNull("url"));
    scene.emit("checkout.session.expired", session);
    return session;
  }

  private static ObjectNode open(Call call) {
    ObjectNode session = call.get(SESSION, call.path("id"));
    if (!Payments.status(session).equals("open")) {
      throw StripeCode.unexpected(
          "",
          "Only Checkout Sessions with a status in [\"open\"] can be changed. This Checkout"
              + " Session has a status of `%s`.".formatted(Payments.status(session)));
    }
    return session;
  }

  private static Reply page(Call call) {
    ObjectNode session = call.get(SESSION, call.path("id"));
    boolean open = Payments.status(session).equals("open");
    return Reply.text(
        200,
        "text/html",
        """
        <!doctype html><meta charset="utf-8"><title>Checkout</title>
        <body style="font:15px system-ui;max-width:28rem;margin:4rem auto">
        <h1>%s</h1><p>%s</p>
        <form method="post"%s>
        <p><label>Email <input name="email" type="email" value="buyer@example.com"></label></p>
        <p><label>Card <input name="card" value="4242 4242 4242 4242"></label></p>
        <button>Pay</button></form></body>
        """
            .formatted(
                Money.words(
                    session.path("amount_total").asLong(), session.path("currency").asText("usd")),
                open ? "A test page: no money moves." : "This session is no longer open.",
                open ? "" : " hidden"));
  }

  /** Somebody pays; a test does it by POST with {@code email} and {@code card}. */
  private Reply pay(Call call) {
    ObjectNode session = open(call);
    String email =
        Optional.of(session.path("customer_email").asText(""))
            .filter(text -> session.path("customer_email").isTextual())
            .or(() -> call.text("email"))
            .orElse("buyer@example.com");
    String customer = customer(call, session, email);
    ObjectNode method = card(call);
    ObjectNode changes = call.object();
    JsonNode input = session.path("~input");
    switch (session.path("mode").asText()) {
      case "subscription" -> subscribe(call, session, input, customer, method, changes);
      case "setup" -> keep(call, customer, method, changes);
      default -> charge(call, session, input, customer, method, changes);
    }
    ObjectNode complete =
        call.change(
            SESSION,
            StripeCode.id(session),
            copy -> {
              copy.setAll(changes);
              copy.put("status", "complete").putNull("url");
              if (!customer.isEmpty()) {
                copy.put("customer", customer);
              }
              ObjectNode details = copy.putObject("customer_details");
              details.putNull("address").put("email", email).putNull("name").putNull("phone");
              details.put("tax_exempt", "none").putArray("tax_ids");
            });
    call.emit("checkout.session.completed", complete);
    String back =
        complete
            .path("success_url")
            .asText("/")
            .replace("{CHECKOUT_SESSION_ID}", StripeCode.id(complete));
    return new Reply.Content(303, Map.of("location", back), new byte[0]);
  }

  private static String customer(Call call, ObjectNode session, String email) {
    if (session.path("customer").isTextual()) {
      return session.path("customer").asText();
    }
    boolean needed =
        !session.path("mode").asText().equals("payment")
            || session.path("customer_creation").asText().equals("always");
    return needed ? StripeCode.id(call.create("customer", call.object().put("email", email))) : "";
  }

  private static ObjectNode card(Call call) {
    ObjectNode values = call.object().put("type", "card");
    values.putObject("card").put("number", call.text("card").orElse("4242424242424242"));
    return Cards.made(call, values);
  }

  private void charge(
      Call call,
      ObjectNode session,
      JsonNode input,
      String customer,
      ObjectNode method,
      ObjectNode changes) {
    ObjectNode values = call.object();
    values.set("amount", session.get("amount_total"));
    values.set("currency", session.get("currency"));
    values.put("payment_method", StripeCode.id(method));
    if (!customer.isEmpty()) {
      values.put("customer", customer);
    }
    if (input.get("payment_intent_data") instanceof ObjectNode data) {
      Values.copy(
          data,
          values,
          "capture_method",
          "description",
          "metadata",
          "receipt_email",
          "setup_future_usage",
          "statement_descriptor",
          "transfer_group");
    }
    ObjectNode intent = call.create("payment_intent", values);
    call.emit("payment_intent.created", intent);
    ObjectNode paid = payments.settle(call, StripeCode.id(intent));
    changes.put("payment_intent", StripeCode.id(paid)).put("payment_status", "paid");
  }

  private void subscribe(
      Call call,
      ObjectNode session,
      JsonNode input,
      String customer,
      ObjectNode method,
      ObjectNode changes) {
    call.change("payment_method", StripeCode.id(method), copy -> copy.put("customer", customer));
    ObjectNode values = call.object();
    values.put("customer", customer).put("default_payment_method", StripeCode.id(method));
    ObjectNode how = call.object();
    if (input.get("subscription_data") instanceof ObjectNode data) {
      Values.copy(data, values, "metadata", "description");
      Values.copy(data, how, "trial_period_days", "trial_end");
    }
    how.put("payment_behavior", "error_if_incomplete");
    ArrayNode items = how.putArray("items");
    for (JsonNode line : session.path("~line_items")) {
      items
          .addObject()
          .put("price", line.path("price").path("id").asText())
          .put("quantity", line.path("quantity").asLong());
    }
    ObjectNode subscription = billing.start(call, values, how);
    changes.put("subscription", StripeCode.id(subscription)).put("payment_status", "paid");
    changes.set("invoice", subscription.get("latest_invoice"));
  }

  private static void keep(Call call, String customer, ObjectNode method, ObjectNode changes) {
    ObjectNode values = call.object();
    values.put("customer", customer).put("payment_method", StripeCode.id(method));
    ObjectNode intent = call.create("setup_intent", values);
    Setups.succeed(call, StripeCode.id(intent));
    changes.put("setup_intent", StripeCode.id(intent));
  }
}
