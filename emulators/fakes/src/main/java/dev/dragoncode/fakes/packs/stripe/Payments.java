package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Payment intents and their charges, from the first card to the capture. */
final class Payments {

  private static final String INTENT = "payment_intent";
  private static final Set<String> ENDED = Set.of("succeeded", "canceled");
  private static final Set<String> CONFIRMABLE =
      Set.of("requires_payment_method", "requires_confirmation", "requires_action");

  void setUp(Setup setup) {
    setup.operation("payment_intent.create", this::create);
    setup.operation("payment_intent.confirm", this::confirm);
    setup.operation("payment_intent.capture", this::capture);
    setup.operation("payment_intent.cancel", this::cancel);
    setup.operation("charge.capture", this::captureCharge);
    setup.beforeUpdate(INTENT, this::update);
    ThreeDSecure.setUp(setup, this);
  }

  private Reply create(Call call) {
    ObjectNode input = call.input();
    String currency = input.path("currency").asText().toLowerCase(Locale.ROOT);
    least(call, input.path("amount").asLong(), currency);
    call.text("customer").ifPresent(c -> StripeCode.exists(call, "customer", c, "customer"));
    ObjectNode values = call.object();
    values.put("amount", input.path("amount").asLong()).put("currency", currency);
    stored(input, values);
    if (!input.has("payment_method_types")) {
      ObjectNode automatic = values.putObject("automatic_payment_methods");
      automatic.put("allow_redirects", "always").put("enabled", true);
      if (input.get("automatic_payment_methods") instanceof ObjectNode given) {
        automatic.setAll(given);
      }
    }
    Optional<ObjectNode> method = Cards.given(call);
    method.ifPresent(
        m -> values.put("payment_method", StripeCode.id(m)).put("status", "requires_confirmation"));
    ObjectNode intent = call.create(INTENT, values);
    call.emit("payment_intent.created", intent);
    if (input.path("confirm").asBoolean()) {
      return call.answer(INTENT, confirmed(call, StripeCode.id(intent), input));
    }
    return call.answer(INTENT, intent);
  }

  private static void least(Scene scene, long amount, String currency) {
    long least = scene.value("least").path(currency).asLong(1);
    if (amount < least) {
      throw StripeCode.invalid(
          "amount_too_small",
          "Amount must be at least %s".formatted(Money.words(least, currency)),
          "amount");
    }
  }

  private static void stored(ObjectNode input, ObjectNode values) {
    Values.copy(
        input,
        values,
        "capture_method",
        "confirmation_method",
        "customer",
        "description",
        "metadata",
        "on_behalf_of",
        "payment_method_types",
        "receipt_email",
        "setup_future_usage",
        "shipping",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "application_fee_amount",
        "transfer_data",
        "transfer_group");
  }

  private void update(Call call, ObjectNode values) {
    ObjectNode intent = call.get(INTENT, call.path("id"));
    if (ENDED.contains(status(intent))) {
      throw state(intent, "updated");
    }
    Optional<ObjectNode> method = Cards.given(call);
    ObjectNode kept = call.object();
    Values.merge(call, INTENT, values);
    Values.copy(values, kept, "amount", "currency");
    stored(values, kept);
    values.removeAll();
    values.setAll(kept);
    if (values.has("amount")) {
      least(call, values.path("amount").asLong(), intent.path("currency").asText());
    }
    method.ifPresent(m -> {
      values.put("payment_method", StripeCode.id(m));
      if (status(intent).equals("requires_payment_method")) {
        values.put("status", "requires_confirmation");
      }
    });
  }

  private Reply confirm(Call call) {
    ObjectNode intent = call.get(INTENT, call.path("id"));
    if (!CONFIRMABLE.contains(status(intent))) {
      throw state(intent, "confirmed");
    }
    Optional<ObjectNode> method = Cards.given(call);
    call.change(
        INTENT,
        StripeCode.id(intent),
        copy -> {
          method.ifPresent(m -> copy.put("payment_method", StripeCode.id(m)));
          stored(call.input(), copy);
        });
    return call.answer(INTENT, confirmed(call, StripeCode.id(intent), call.input()));
  }

  /** Tries to pay with what the intent has. */
  ObjectNode confirmed(Scene scene, String id, ObjectNode how) {
    ObjectNode intent = scene.get(INTENT, id);
    String methodId = intent.path("payment_method").asText("");
    if (intent.path("payment_method").isNull()) {
      throw StripeCode.unexpected(
          "payment_intent_unexpected_state",
          "You cannot confirm this PaymentIntent because it's missing a payment method. You can"
              + " either update the PaymentIntent with a payment method and then confirm it again,"
              + " or confirm it again directly with a payment method or ConfirmationToken.");
    }
    ObjectNode method = Cards.method(scene, methodId);
    JsonNode behaviour = Cards.behaviour(scene, method);
    if (asks(behaviour, method, how)) {
      if (how.path("off_session").asBoolean() || how.path("error_on_requires_action").asBoolean()) {
        throw declined(scene, intent, method, "authentication_required");
      }
      return ThreeDSecure.ask(scene, intent, how.path("return_url").asText(""));
    }
    return settle(scene, id);
  }

  private static boolean asks(JsonNode behaviour, ObjectNode method, ObjectNode how) {
    return switch (behaviour.path("authentication").asText("never")) {
      case "always" -> true;
      case "unless_set_up" ->
          !(how.path("off_session").asBoolean() && !method.path("customer").isNull());
      default -> false;
    };
  }

  /** Charges the card, now that nobody has to be asked any more. */
  ObjectNode settle(Scene scene, String id) {
    ObjectNode intent = scene.get(INTENT, id);
    ObjectNode method = Cards.method(scene, intent.path("payment_method").asText());
    JsonNode behaviour = Cards.behaviour(scene, method);
    if (behaviour.has("declines")) {
      throw declined(scene, intent, method, behaviour.path("declines").asText());
    }
    boolean manual = intent.path("capture_method").asText().equals("manual");
    ObjectNode charge = charge(scene, intent, method, !manual);
    long amount = intent.path("amount").asLong();
    keep(scene, intent, method);
    ObjectNode paid =
        scene.change(
            INTENT,
            id,
            copy ->
                copy.put("status", manual ? "requires_capture" : "succeeded")
                    .put("amount_received", manual ? 0 : amount)
                    .put("amount_capturable", manual ? amount : 0)
                    .put("latest_charge", StripeCode.id(charge))
                    .putNull("next_action")
                    .putNull("last_payment_error"));
    scene.emit("charge.succeeded", charge);
    scene.emit(
        manual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", paid);
    return paid;
  }

  /** A card that is to be used again belongs to the customer from now on. */
  private static void keep(Scene scene, ObjectNode intent, ObjectNode method) {
    if (!intent.path("setup_future_usage").isNull()
        && !intent.path("customer").isNull()
        && method.path("customer").isNull()) {
      ObjectNode kept =
          scene.change(
              "payment_method",
              StripeCode.id(method),
              copy -> copy.set("customer", intent.get("customer")));
      scene.emit("payment_method.attached", kept);
    }
  }

  private static ObjectNode charge(
      Scene scene, ObjectNode intent, ObjectNode method, boolean captured) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.set("amount", intent.get("amount"));
    values.set("currency", intent.get("currency"));
    values.set("customer", intent.get("customer"));
    values.set("description", intent.get("description"));
    values.set("metadata", intent.get("metadata"));
    values.set("receipt_email", intent.get("receipt_email"));
    values.set("shipping", intent.get("shipping"));
    values.set("transfer_group", intent.get("transfer_group"));
    values.put("payment_intent", StripeCode.id(intent));
    values.put("payment_method", StripeCode.id(method));
    values.set("billing_details", method.get("billing_details"));
    ObjectNode card = values.putObject("payment_method_details").put("type", "card");
    card.set("card", method.get("card"));
    values.put("captured", captured);
    values.put("amount_captured", captured ? intent.path("amount").asLong() : 0);
    return scene.create("charge", values);
  }

  /** Notes the failure with the intent, and says no. */
  Refusal declined(Scene scene, ObjectNode intent, ObjectNode method, String reason) {
    ObjectNode failed = charge(scene, intent, method, false);
    String code = scene.value("declines").path(reason).path("code").asText(reason);
    String message =
        scene
            .value("declines")
            .path(reason)
            .path("message")
            .asText("Your card was declined. This transaction requires authentication.");
    ObjectNode charge =
        scene.change(
            "charge",
            StripeCode.id(failed),
            copy -> {
              copy.put("status", "failed").put("paid", false).put("captured", false);
              copy.put("failure_code", code).put("failure_message", message);
              copy.putNull("balance_transaction");
              ObjectNode outcome = copy.putObject("outcome");
              outcome.put("network_status", "declined_by_network").put("reason", reason);
              outcome.put("risk_level", "normal").put("risk_score", 12);
              outcome.put(
                  "seller_message", "The bank returned the decline code `%s`.".formatted(reason));
              outcome.put("type", "issuer_declined");
            });
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("charge", StripeCode.id(charge));
    ObjectNode error =
        scene.value("declines").has(reason)
            ? Cards.decline(scene, reason, details)
            : authenticationRequired(details, message);
    error.set("payment_method", method);
    ObjectNode updated =
        scene.change(
            INTENT,
            StripeCode.id(intent),
            copy -> {
              copy.put("status", "requires_payment_method");
              copy.put("latest_charge", StripeCode.id(charge));
              copy.putNull("payment_method").putNull("next_action");
              copy.set("last_payment_error", error);
            });
    scene.emit("charge.failed", charge);
    scene.emit("payment_intent.payment_failed", updated);
    ObjectNode told = error.deepCopy();
    told.set("payment_intent", updated);
    return Refusal.of("card_error").with("error", told).keepingChanges();
  }

  private static ObjectNode authenticationRequired(ObjectNode details, String message) {
    ObjectNode error = details.deepCopy();
    error.put("code", "authentication_required").put("decline_code", "authentication_required");
    error.put("doc_url", "https://stripe.com/docs/error-codes/authentication-required");
    error.put("message", message).put("type", "card_error");
    return error;
  }

  private Reply capture(Call call) {
    ObjectNode intent = call.get(INTENT, call.path("id"));
    if (!status(intent).equals("requires_capture")) {
      throw state(intent, "captured");
    }
    long capturable = intent.path("amount_capturable").asLong();
    long amount = call.input().path("amount_to_capture").asLong(capturable);
    if (amount > capturable) {
      throw StripeCode.invalid(
          "amount_too_large",
          "The amount to capture is greater than the remaining amount that can be captured"
              + " (%s).".formatted(Money.words(capturable, intent.path("currency").asText())),
          "amount_to_capture");
    }
    ObjectNode charge =
        call.change(
            "charge",
            intent.path("latest_charge").asText(),
            copy -> copy.put("captured", true).put("amount_captured", amount));
    ObjectNode captured =
        call.change(
            INTENT,
            StripeCode.id(intent),
            copy ->
                copy.put("status", "succeeded")
                    .put("amount_received", amount)
                    .put("amount_capturable", 0));
    call.emit("charge.captured", charge);
    call.emit("payment_intent.succeeded", captured);
    return call.answer(INTENT, captured);
  }

  private Reply captureCharge(Call call) {
    ObjectNode charge = call.get("charge", call.path("id"));
    if (charge.path("captured").asBoolean()) {
      throw StripeCode.unexpected(
          "charge_already_captured",
          "Charge %s has already been captured.".formatted(StripeCode.id(charge)));
    }
    long amount = call.input().path("amount").asLong(charge.path("amount").asLong());
    ObjectNode captured =
        call.change(
            "charge",
            StripeCode.id(charge),
            copy -> copy.put("captured", true).put("amount_captured", amount));
    call.change(
        INTENT,
        charge.path("payment_intent").asText(),
        copy ->
            copy.put("status", "succeeded")
                .put("amount_received", amount)
                .put("amount_capturable", 0));
    call.emit("charge.captured", captured);
    return call.answer("charge", captured);
  }

  private Reply cancel(Call call) {
    ObjectNode intent = call.get(INTENT, call.path("id"));
    if (ENDED.contains(status(intent))) {
      throw state(intent, "canceled");
    }
    ObjectNode canceled =
        call.change(
            INTENT,
            StripeCode.id(intent),
            copy -> {
              copy.put("status", "canceled").put("canceled_at", call.now().getEpochSecond());
              copy.put("amount_capturable", 0).putNull("next_action");
              call.text("cancellation_reason")
                  .ifPresent(reason -> copy.put("cancellation_reason", reason));
            });
    call.emit("payment_intent.canceled", canceled);
    return call.answer(INTENT, canceled);
  }

  static String status(ObjectNode row) {
    return row.path("status").asText();
  }

  private static Refusal state(ObjectNode intent, String done) {
    return Refusal.of("unexpected_state")
        .with("code", "payment_intent_unexpected_state")
        .with(
            "message",
            ("This PaymentIntent's status is %s, so it could not be %s. Only a PaymentIntent with"
                    + " one of the following statuses may be %s: %s.")
                .formatted(status(intent), done, done, String.join(", ", allowed(done))));
  }

  private static List<String> allowed(String done) {
    return switch (done) {
      case "captured" -> List.of("requires_capture");
      case "confirmed" ->
          List.of("requires_payment_method", "requires_confirmation", "requires_action");
      default ->
          List.of(
              "requires_payment_method",
              "requires_capture",
              "requires_reauthorization",
              "requires_confirmation",
              "requires_action",
              "processing");
    };
  }
}
