package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.util.Optional;
import java.util.Set;

/** Setup intents: cards that are kept for later. */
final class Setups {

  private static final String INTENT = "setup_intent";

  void setUp(Setup setup) {
    setup.operation("setup_intent.create", this::create);
    setup.operation("setup_intent.confirm", this::confirm);
    setup.operation("setup_intent.cancel", Setups::cancel);
  }

  private Reply create(Call call) {
    call.text("customer").ifPresent(c -> StripeCode.exists(call, "customer", c, "customer"));
    ObjectNode values = call.object();
    Values.copy(
        call.input(),
        values,
        "customer",
        "description",
        "metadata",
        "on_behalf_of",
        "payment_method_types",
        "usage");
    Optional<ObjectNode> method = Cards.given(call);
    method.ifPresent(
        m -> values.put("payment_method", StripeCode.id(m)).put("status", "requires_confirmation"));
    ObjectNode intent = call.create(INTENT, values);
    call.emit("setup_intent.created", intent);
    return call.answer(
        INTENT,
        call.input().path("confirm").asBoolean() ? confirmed(call, StripeCode.id(intent)) : intent);
  }

  private Reply confirm(Call call) {
    ObjectNode intent = call.get(INTENT, call.path("id"));
    if (Set.of("succeeded", "canceled").contains(Payments.status(intent))) {
      throw StripeCode.unexpected(
          "setup_intent_unexpected_state",
          "You cannot confirm this SetupIntent because it has already %s."
              .formatted(Payments.status(intent)));
    }
    Cards.given(call)
        .ifPresent(m ->
            call.change(
                INTENT,
                StripeCode.id(intent),
                copy -> copy.put("payment_method", StripeCode.id(m))));
    return call.answer(INTENT, confirmed(call, StripeCode.id(intent)));
  }

  private ObjectNode confirmed(Call call, String id) {
    ObjectNode intent = call.get(INTENT, id);
    if (intent.path("payment_method").isNull()) {
      throw StripeCode.unexpected(
          "setup_intent_unexpected_state",
          "You cannot confirm this SetupIntent because it's missing a payment method.");
    }
    ObjectNode method = Cards.method(call, intent.path("payment_method").asText());
    JsonNode behaviour = Cards.behaviour(call, method);
    if (behaviour.path("refused").asBoolean()) {
      throw Cards.declined(call, behaviour.path("declines").asText(), call.object());
    }
    if (behaviour.has("authentication")) {
      ObjectNode asking =
          call.change(
              INTENT,
              id,
              copy -> {
                copy.put("status", "requires_action");
                ThreeDSecure.action(call, copy, call.text("return_url").orElse(""));
              });
      call.emit("setup_intent.requires_action", asking);
      return asking;
    }
    return succeed(call, id);
  }

  /** The card is kept. */
  static ObjectNode succeed(Scene scene, String id) {
    ObjectNode done =
        scene.change(INTENT, id, copy -> copy.put("status", "succeeded").putNull("next_action"));
    if (!done.path("customer").isNull()) {
      ObjectNode attached =
          scene.change(
              "payment_method",
              done.path("payment_method").asText(),
              copy -> copy.set("customer", done.get("customer")));
      scene.emit("payment_method.attached", attached);
    }
    scene.emit("setup_intent.succeeded", done);
    return done;
  }

  private static Reply cancel(Call call) {
    ObjectNode canceled =
        call.change(
            INTENT,
            call.path("id"),
            copy -> {
              copy.put("status", "canceled").putNull("next_action");
              call.text("cancellation_reason")
                  .ifPresent(reason -> copy.put("cancellation_reason", reason));
            });
    call.emit("setup_intent.canceled", canceled);
    return call.answer(INTENT, canceled);
  }
}
