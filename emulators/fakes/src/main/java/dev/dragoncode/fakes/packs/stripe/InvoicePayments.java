package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How an invoice comes to its money: made binding, paid by card, tried again when that fails. */
final class InvoicePayments {

  /** The task that tries again. */
  static final String RETRY = "invoice.retry";

  /** When a failed renewal is tried again; Stripe's own default is not fixed (Smart Retries). */
  private static final List<Duration> RETRIES =
      List.of(Duration.ofDays(3), Duration.ofDays(5), Duration.ofDays(7));

  private final Payments payments;

  InvoicePayments(Payments payments) {
    this.payments = payments;
  }

  /** Makes a draft binding. */
  static ObjectNode finalize(Scene scene, String id) {
    ObjectNode draft = scene.get("invoice", id);
    long due = draft.path("total").asLong();
    ObjectNode open =
        scene.change(
            "invoice",
            id,
            copy -> {
              copy.put("status", due == 0 ? "paid" : "open");
              copy.put("number", "DC-%04d".formatted(scene.world().next("invoice.number")));
              copy.put("amount_due", due).put("amount_remaining", due);
              copy.put("effective_at", scene.now().getEpochSecond());
              copy.put("hosted_invoice_url", scene.url() + "/i/" + id);
              copy.put("invoice_pdf", scene.url() + "/i/" + id + "/pdf");
              ObjectNode transitions = (ObjectNode) copy.path("status_transitions");
              transitions.put("finalized_at", scene.now().getEpochSecond());
              if (due == 0) {
                transitions.put("paid_at", scene.now().getEpochSecond());
                copy.put("attempted", true);
              }
            });
    if (due > 0) {
      ObjectNode intent = intent(scene, open);
      open =
          scene.change(
              "invoice",
              id,
              copy -> {
                copy.put("~payment_intent", StripeCode.id(intent));
                copy.putObject("confirmation_secret")
                    .put("client_secret", intent.path("client_secret").asText())
                    .put("type", "payment_intent");
              });
    }
    scene.emit("invoice.finalized", open);
    if (due == 0) {
      scene.emit("invoice.paid", open);
      scene.emit("invoice.payment_succeeded", open);
    }
    return open;
  }

  private static ObjectNode intent(Scene scene, ObjectNode invoice) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.set("amount", invoice.get("total"));
    values.set("currency", invoice.get("currency"));
    values.set("customer", invoice.get("customer"));
    values.put("description", "Subscription creation");
    values.put("setup_future_usage", "off_session");
    values.putObject("payment_details").put("order_reference", StripeCode.id(invoice));
    ObjectNode intent = scene.create("payment_intent", values);
    scene.emit("payment_intent.created", intent);
    return intent;
  }

  /** Tries to pay an open invoice with the customer's card. */
  ObjectNode attempt(Scene scene, ObjectNode invoice) {
    Optional<String> method = method(scene, invoice);
    String id = StripeCode.id(invoice);
    if (method.isEmpty()) {
      return failed(scene, id);
    }
    String intent = invoice.path("~payment_intent").asText();
    scene.change("payment_intent", intent, copy -> copy.put("payment_method", method.get()));
    try {
      boolean first = invoice.path("billing_reason").asText().equals("subscription_create");
      ObjectNode how = JsonNodeFactory.instance.objectNode().put("off_session", !first);
      ObjectNode tried = payments.confirmed(scene, intent, how);
      return Payments.status(tried).equals("succeeded") ? paid(scene, id) : asked(scene, id);
    } catch (Refusal declined) {
      return failed(scene, id);
    }
  }

  private static ObjectNode asked(Scene scene, String id) {
    ObjectNode waiting = scene.change("invoice", id, copy -> copy.put("attempted", true));
    scene.emit("invoice.payment_action_required", waiting);
    return waiting;
  }

  private static Optional<String> method(Scene scene, ObjectNode invoice) {
    Optional<ObjectNode> subscription =
        scene.find("subscription", invoice.path("subscription").asText(""));
    Optional<ObjectNode> customer = scene.find("customer", invoice.path("customer").asText(""));
    return text(invoice.path("default_payment_method"))
        .or(() -> subscription.flatMap(s -> text(s.path("default_payment_method"))))
        .or(() ->
            customer.flatMap(c -> text(c.path("invoice_settings").path("default_payment_method"))));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** Notes that an invoice is paid, and what follows for its subscription. */
  static ObjectNode paid(Scene scene, String id) {
    ObjectNode paid =
        scene.change(
            "invoice",
            id,
            copy -> {
              copy.put("status", "paid").put("attempted", true);
              copy.put("attempt_count", copy.path("attempt_count").asInt() + 1);
              copy.set("amount_paid", copy.get("amount_due"));
              copy.put("amount_remaining", 0).putNull("next_payment_attempt");
              ((ObjectNode) copy.path("status_transitions"))
                  .put("paid_at", scene.now().getEpochSecond());
            });
    scene.emit("invoice.paid", paid);
    scene.emit("invoice.payment_succeeded", paid);
    scene
        .find("subscription", paid.path("subscription").asText(""))
        .filter(s -> List.of("incomplete", "past_due", "unpaid").contains(Payments.status(s)))
        .filter(s -> s.path("latest_invoice").asText().equals(id))
        .ifPresent(s -> {
          ObjectNode active =
              scene.change("subscription", StripeCode.id(s), copy -> copy.put("status", "active"));
          scene.emit("customer.subscription.updated", active);
        });
    return paid;
  }

  private static ObjectNode failed(Scene scene, String id) {
    ObjectNode before = scene.get("invoice", id);
    int attempts = before.path("attempt_count").asInt();
    boolean renewal = before.path("billing_reason").asText().equals("subscription_cycle");
    boolean again = renewal && attempts < RETRIES.size();
    ObjectNode open =
        scene.change(
            "invoice",
            id,
            copy -> {
              copy.put("attempted", true).put("attempt_count", attempts + 1);
              if (again) {
                copy.put(
                    "next_payment_attempt",
                    scene.now().plus(RETRIES.get(attempts)).getEpochSecond());
              } else {
                copy.putNull("next_payment_attempt");
              }
            });
    scene.emit("invoice.payment_failed", open);
    if (again) {
      scene.later(RETRIES.get(attempts), RETRY, Billing.ref(id));
    }
    return open;
  }
}
