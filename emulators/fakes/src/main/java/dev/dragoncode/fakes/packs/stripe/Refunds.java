package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import java.util.Optional;

/** Money back, in whole or in part. */
final class Refunds {

  void setUp(Setup setup) {
    setup.operation("refund.create", Refunds::create);
    setup.operation(
        "refund.cancel",
        call -> {
          ObjectNode refund = call.get("refund", call.path("id"));
          throw StripeCode.unexpected(
              "refund_not_cancelable",
              "You cannot cancel this refund because its status is %s."
                  .formatted(Payments.status(refund)));
        });
  }

  private static Reply create(Call call) {
    ObjectNode charge = charge(call);
    long left = charge.path("amount_captured").asLong() - charge.path("amount_refunded").asLong();
    if (!charge.path("paid").asBoolean() || !charge.path("captured").asBoolean()) {
      throw StripeCode.unexpected(
          "charge_not_refundable",
          "Charge %s has not been captured and cannot be refunded."
              .formatted(StripeCode.id(charge)));
    }
    if (left == 0) {
      throw StripeCode.invalid(
          "charge_already_refunded",
          "Charge %s has already been refunded.".formatted(StripeCode.id(charge)),
          "");
    }
    long amount = call.input().path("amount").asLong(left);
    if (amount > left) {
      throw StripeCode.invalid(
          "",
          "Refund amount (%s) is greater than unrefunded amount on charge (%s)"
              .formatted(
                  Money.words(amount, charge.path("currency").asText()),
                  Money.words(left, charge.path("currency").asText())),
          "amount");
    }
    ObjectNode values = call.object();
    values.put("amount", amount).put("charge", StripeCode.id(charge));
    values.set("currency", charge.get("currency"));
    values.set("payment_intent", charge.get("payment_intent"));
    Values.copy(call.input(), values, "metadata", "reason", "instructions_email");
    ObjectNode refund = call.create("refund", values);
    ObjectNode refunded =
        call.change(
            "charge",
            StripeCode.id(charge),
            copy -> {
              long all = copy.path("amount_refunded").asLong() + amount;
              copy.put("amount_refunded", all);
              copy.put("refunded", all == copy.path("amount_captured").asLong());
            });
    call.emit("refund.created", refund);
    call.emit("charge.refunded", refunded);
    return call.answer("refund", refund);
  }

  private static ObjectNode charge(Call call) {
    Optional<String> id = call.text("charge");
    if (id.isPresent()) {
      return StripeCode.exists(call, "charge", id.get(), "charge");
    }
    Optional<String> intent = call.text("payment_intent");
    if (intent.isEmpty()) {
      throw StripeCode.invalid(
          "parameter_missing",
          "One of the following params should be provided for this request: payment_intent or"
              + " charge.",
          "");
    }
    StripeCode.exists(call, "payment_intent", intent.get(), "payment_intent");
    return call
        .list("charge", Selection.newest(100).where("payment_intent", intent.get()))
        .rows()
        .stream()
        .filter(charge -> charge.path("paid").asBoolean())
        .findFirst()
        .orElseThrow(() ->
            StripeCode.unexpected(
                "payment_intent_unexpected_state",
                "This PaymentIntent (%s) does not have a successful charge to refund."
                    .formatted(intent.get())));
  }
}
