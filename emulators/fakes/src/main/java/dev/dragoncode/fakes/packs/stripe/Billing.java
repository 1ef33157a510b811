package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Subscriptions: they bill at once, and again whenever the fakes' clock passes a period's end. */
final class Billing {

  private static final String RENEW = "subscription.renew";
  private static final String TRIAL_WARNING = "subscription.trial_will_end";

  private static final Duration WARNING = Duration.ofDays(3);

  private final InvoicePayments invoices;

  Billing(InvoicePayments invoices) {
    this.invoices = invoices;
  }

  void setUp(Setup setup) {
    setup.operation("subscription.create", this::create);
    setup.operation("subscription.update", this::update);
    setup.operation("subscription.cancel", this::cancel);
    setup.filter(
        "subscription",
        "status",
        (row, wanted) ->
            wanted.asText().equals("all")
                || wanted.asText().equals(Payments.status(row))
                || (wanted.asText().equals("ended")
                    && List.of("canceled", "incomplete_expired").contains(Payments.status(row))));
    setup.filter(
        "subscription",
        "price",
        (row, wanted) -> {
          for (JsonNode item : row.path("items").path("data")) {
            if (item.path("price").path("id").asText().equals(wanted.asText())) {
              return true;
            }
          }
          return false;
        });
    setup.later(RENEW, this::renew);
    setup.later(InvoicePayments.RETRY, this::retry);
    setup.later(
        TRIAL_WARNING,
        (scene, details) ->
            scene
                .find("subscription", details.path("id").asText())
                .filter(row -> Payments.status(row).equals("trialing"))
                .ifPresent(row -> scene.emit("customer.subscription.trial_will_end", row)));
  }

  private Reply create(Call call) {
    ObjectNode input = call.input();
    String customer = input.path("customer").asText();
    StripeCode.exists(call, "customer", customer, "customer");
    call.text("default_payment_method").ifPresent(id -> Cards.method(call, id));
    ObjectNode values = call.object();
    Values.copy(
        input,
        values,
        "customer",
        "cancel_at_period_end",
        "collection_method",
        "days_until_due",
        "default_payment_method",
        "description",
        "metadata");
    ObjectNode subscription = start(call, values, input);
    return call.answer("subscription", subscription);
  }

  /**
   * Starts a subscription and bills it.
   *
   * @param values of the row
   * @param input with items, trial and payment_behavior
   */
  ObjectNode start(Scene scene, ObjectNode values, JsonNode input) {
    if (!input.path("items").isArray() || input.path("items").isEmpty()) {
      throw Refusal.of("parameter_missing").with("param", "items");
    }
    ObjectNode made = scene.create("subscription", values);
    String id = StripeCode.id(made);
    Optional<Instant> trial = trialEnd(scene, input);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : input.path("items")) {
      items.add(SubscriptionItems.make(scene, id, item, trial));
    }
    ObjectNode subscription =
        scene.change(
            "subscription",
            id,
            copy -> {
              SubscriptionItems.show(copy, items);
              copy.set("currency", items.get(0).path("price").path("currency"));
              trial.ifPresent(end ->
                  copy.put("status", "trialing")
                      .put("trial_start", scene.now().getEpochSecond())
                      .put("trial_end", end.getEpochSecond())
                      .put("billing_cycle_anchor", end.getEpochSecond()));
            });
    if (trial.isPresent()) {
      scene.later(
          Duration.between(scene.now(), trial.get().minus(WARNING)), TRIAL_WARNING, ref(id));
    }
    String behaviour = input.path("payment_behavior").asText("allow_incomplete");
    ObjectNode invoice =
        bill(scene, subscription, "subscription_create", !behaviour.equals("default_incomplete"));
    scene.change("subscription", id, copy -> copy.put("latest_invoice", StripeCode.id(invoice)));
    if (behaviour.equals("error_if_incomplete") && !Payments.status(invoice).equals("paid")) {
      throw unpaid(scene, invoice);
    }
    ObjectNode started =
        scene.change(
            "subscription",
            id,
            copy -> {
              if (trial.isEmpty()) {
                copy.put(
                    "status", Payments.status(invoice).equals("paid") ? "active" : "incomplete");
              }
            });
    scene.emit("customer.subscription.created", started);
    scene.later(Duration.between(scene.now(), SubscriptionItems.end(started)), RENEW, ref(id));
    return started;
  }

  private static Refusal unpaid(Scene scene, ObjectNode invoice) {
    String intent = invoice.path("~payment_intent").asText();
    JsonNode error =
        scene.find("payment_intent", intent).map(i -> i.path("last_payment_error")).orElse(invoice);
    if (error.isObject() && error.has("code")) {
      return Refusal.of("card_error").with("error", error);
    }
    return StripeCode.unexpected(
        "resource_missing",
        "This customer has no attached payment source or default payment method. Please consider"
            + " adding a default payment method.");
  }

  private static Optional<Instant> trialEnd(Scene scene, JsonNode input) {
    if (input.path("trial_period_days").asInt() > 0) {
      return Optional.of(
          scene.now().plus(Duration.ofDays(input.path("trial_period_days").asInt())));
    }
    JsonNode end = input.path("trial_end");
    if (end.asText("").matches("\\d{9,11}")) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(end.asText())));
    }
    return Optional.empty();
  }

  static ObjectNode ref(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  /**
   * Makes an invoice for the current period, and pays it if it can.
   *
   * @param pay whether a payment is tried at once
   */
  ObjectNode bill(Scene scene, ObjectNode subscription, String reason, boolean pay) {
    boolean trialing = Payments.status(subscription).equals("trialing");
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.set("customer", subscription.get("customer"));
    values.set("currency", subscription.get("currency"));
    values.set("collection_method", subscription.get("collection_method"));
    values.put("billing_reason", reason).put("auto_advance", true);
    values.put("subscription", StripeCode.id(subscription));
    ObjectNode parent = values.putObject("parent");
    parent.putNull("quote_details");
    parent
        .putObject("subscription_details")
        .put("subscription", StripeCode.id(subscription))
        .set("metadata", subscription.get("metadata"));
    parent.put("type", "subscription_details");
    ObjectNode invoice = scene.create("invoice", values);
    Lines lines = new Lines(scene, StripeCode.id(invoice));
    for (JsonNode item : subscription.path("items").path("data")) {
      lines.add(item, trialing);
    }
    lines.pending(subscription.path("customer").asText());
    ObjectNode drafted = lines.write();
    scene.emit("invoice.created", drafted);
    ObjectNode open = InvoicePayments.finalize(scene, StripeCode.id(drafted));
    return pay && Payments.status(open).equals("open") ? invoices.attempt(scene, open) : open;
  }

  private void retry(Scene scene, ObjectNode details) {
    Optional<ObjectNode> invoice = scene.find("invoice", details.path("id").asText());
    if (invoice.isEmpty() || !Payments.status(invoice.get()).equals("open")) {
      return;
    }
    ObjectNode tried = invoices.attempt(scene, invoice.get());
    if (Payments.status(tried).equals("open") && tried.path("next_payment_attempt").isNull()) {
      scene
          .find("subscription", tried.path("subscription").asText(""))
          .ifPresent(s -> end(scene, StripeCode.id(s), "payment_failed"));
    }
  }

  private void renew(Scene scene, ObjectNode details) {
    String id = details.path("id").asText();
    Optional<ObjectNode> found = scene.find("subscription", id);
    if (found.isEmpty()
        || !List.of("active", "trialing", "past_due").contains(Payments.status(found.get()))) {
      return;
    }
    ObjectNode subscription = found.get();
    if (SubscriptionItems.end(subscription).isAfter(scene.now())) {
      // it was changed since; the task that belongs to the new end is there
      return;
    }
    if (subscription.path("cancel_at_period_end").asBoolean()) {
      end(scene, id, "cancellation_requested");
      return;
    }
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : subscription.path("items").path("data")) {
      items.add(
          scene.change(
              "subscription_item",
              item.path("id").asText(),
              copy -> {
                Instant start = Instant.ofEpochSecond(copy.path("current_period_end").asLong());
                copy.put("current_period_start", start.getEpochSecond());
                copy.put(
                    "current_period_end",
                    SubscriptionItems.next(start, copy.path("price").path("recurring"))
                        .getEpochSecond());
              }));
    }
    ObjectNode renewed =
        scene.change(
            "subscription",
            id,
            copy -> {
              SubscriptionItems.show(copy, items);
              copy.put("status", "active");
            });
    ObjectNode invoice = bill(scene, renewed, "subscription_cycle", true);
    ObjectNode now =
        scene.change(
            "subscription",
            id,
            copy -> {
              copy.put("latest_invoice", StripeCode.id(invoice));
              copy.put("status", Payments.status(invoice).equals("paid") ? "active" : "past_due");
            });
    scene.emit("customer.subscription.updated", now);
    scene.later(Duration.between(scene.now(), SubscriptionItems.end(now)), RENEW, ref(id));
  }

  private Reply update(Call call) {
    String id = call.path("id");
    ObjectNode before = call.get("subscription", id);
    if (Payments.status(before).equals("canceled")) {
      throw StripeCode.invalid(
          "resource_missing", "No such subscription: '%s'".formatted(id), "id");
    }
    ObjectNode updated =
        call.change(
            "subscription",
            id,
            copy -> {
              Values.copy(
                  call.input(),
                  copy,
                  "cancel_at_period_end",
                  "collection_method",
                  "days_until_due",
                  "default_payment_method",
                  "description",
                  "pause_collection");
              if (call.input().has("metadata")) {
                copy.set(
                    "metadata",
                    Values.metadata(copy.path("metadata"), call.input().get("metadata")));
              }
              if (call.input().has("cancel_at_period_end")) {
                cancelAtEnd(call, copy);
              }
              if (call.input().path("items").isArray()) {
                SubscriptionItems.show(copy, SubscriptionItems.updated(call, copy));
              }
            });
    if (call.text("trial_end").filter("now"::equals).isPresent()) {
      updated = endTrial(call, updated);
    }
    call.emit("customer.subscription.updated", updated);
    return call.answer("subscription", updated);
  }

  private ObjectNode endTrial(Call call, ObjectNode subscription) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : subscription.path("items").path("data")) {
      items.add(
          call.change(
              "subscription_item",
              item.path("id").asText(),
              copy -> copy.put("current_period_end", call.now().getEpochSecond())));
    }
    ObjectNode ended =
        call.change(
            "subscription",
            StripeCode.id(subscription),
            copy -> {
              SubscriptionItems.show(copy, items);
              copy.put("trial_end", call.now().getEpochSecond());
            });
    renew(call, ref(StripeCode.id(ended)));
    return call.get("subscription", StripeCode.id(ended));
  }

  private static void cancelAtEnd(Call call, ObjectNode copy) {
    boolean cancel = copy.path("cancel_at_period_end").asBoolean();
    if (cancel) {
      copy.put("cancel_at", SubscriptionItems.end(copy).getEpochSecond());
      copy.put("canceled_at", call.now().getEpochSecond());
      ((ObjectNode) copy.path("cancellation_details")).put("reason", "cancellation_requested");
    } else {
      copy.putNull("cancel_at").putNull("canceled_at");
      ((ObjectNode) copy.path("cancellation_details")).putNull("reason");
    }
  }

  private Reply cancel(Call call) {
    ObjectNode before = call.get("subscription", call.path("id"));
    if (Payments.status(before).equals("canceled")) {
      throw StripeCode.invalid(
          "resource_missing", "No such subscription: '%s'".formatted(StripeCode.id(before)), "id");
    }
    return call.answer("subscription", end(call, StripeCode.id(before), "cancellation_requested"));
  }

  private static ObjectNode end(Scene scene, String id, String reason) {
    ObjectNode ended =
        scene.change(
            "subscription",
            id,
            copy -> {
              copy.put("status", "canceled").put("ended_at", scene.now().getEpochSecond());
              if (copy.path("canceled_at").isNull()) {
                copy.put("canceled_at", scene.now().getEpochSecond());
              }
              ((ObjectNode) copy.path("cancellation_details")).put("reason", reason);
            });
    scene.emit("customer.subscription.deleted", ended);
    return ended;
  }

  /** The subscriptions of a customer that has gone end with it. */
  static void customerGone(Scene scene, ObjectNode customer) {
    for (ObjectNode subscription :
        scene.list("subscription", Selection.of("customer", StripeCode.id(customer))).rows()) {
      if (!Payments.status(subscription).equals("canceled")) {
        end(scene, StripeCode.id(subscription), "cancellation_requested");
      }
    }
  }
}
