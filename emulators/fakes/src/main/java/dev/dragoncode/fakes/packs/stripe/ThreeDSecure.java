package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.util.Map;

/**
 * The bank's page that asks whether it is really you: for a person two buttons, for a test a POST.
 */
final class ThreeDSecure {

  private ThreeDSecure() {}

  static void setUp(Setup setup, Payments payments) {
    setup.operation("three_d_secure.page", ThreeDSecure::page);
    setup.operation("three_d_secure.answer", call -> answer(call, payments));
  }

  /** Sends the customer to the bank. */
  static ObjectNode ask(Scene scene, ObjectNode intent, String returnUrl) {
    ObjectNode asking =
        scene.change(
            "payment_intent",
            StripeCode.id(intent),
            copy -> {
              copy.put("status", "requires_action");
              action(scene, copy, returnUrl);
            });
    scene.emit("payment_intent.requires_action", asking);
    return asking;
  }

  /** What the customer has to do next. */
  static void action(Scene scene, ObjectNode intent, String returnUrl) {
    String page = scene.page("/3ds/" + StripeCode.id(intent));
    ObjectNode next = intent.putObject("next_action");
    if (returnUrl.isEmpty()) {
      next.put("type", "use_stripe_sdk");
      next.putObject("use_stripe_sdk")
          .put("type", "three_d_secure_redirect")
          .put("stripe_js", page);
    } else {
      next.put("type", "redirect_to_url");
      next.putObject("redirect_to_url").put("return_url", returnUrl).put("url", page);
    }
  }

  private static ObjectNode intent(Call call) {
    String id = call.path("id");
    ObjectNode intent =
        call.find("payment_intent", id).or(() -> call.find("setup_intent", id)).orElse(null);
    if (intent == null) {
      throw Refusal.of("not_found").with("resource", "payment_intent").with("id", id);
    }
    return intent;
  }

  private static Reply page(Call call) {
    ObjectNode intent = intent(call);
    String text =
        """
        <!doctype html><meta charset="utf-8"><title>3D Secure test page</title>
        <body style="font:15px system-ui;max-width:28rem;margin:4rem auto">
        <h1>3D Secure test page</h1>
        <p>%s</p>
        <form method="post"><button name="outcome" value="succeed">Complete</button>
        <button name="outcome" value="fail">Fail</button></form></body>
        """
            .formatted(
                Payments.status(intent).equals("requires_action")
                    ? "The bank asks whether it is really you."
                    : "Nothing is to be confirmed any more.");
    return Reply.text(200, "text/html", text);
  }

  private static Reply answer(Call call, Payments payments) {
    ObjectNode intent = intent(call);
    String id = StripeCode.id(intent);
    if (!Payments.status(intent).equals("requires_action")) {
      throw StripeCode.unexpected(
          "payment_intent_unexpected_state", "Nothing is to be confirmed any more.");
    }
    String back = intent.path("next_action").path("redirect_to_url").path("return_url").asText("");
    boolean succeeds = call.text("outcome").orElse("succeed").equals("succeed");
    boolean payment = intent.path("object").asText().equals("payment_intent");
    if (!succeeds) {
      failed(call, intent, payment);
    } else if (payment) {
      try {
        payments.settle(call, id);
      } catch (Refusal declined) {
        // the intent tells of it; the customer goes back all the same
        return done(call, intent, back);
      }
    } else {
      Setups.succeed(call, id);
    }
    return done(call, intent, back);
  }

  private static void failed(Call call, ObjectNode intent, boolean payment) {
    ObjectNode error = call.object();
    String code =
        payment ? "payment_intent_authentication_failure" : "setup_intent_authentication_failure";
    error.put("code", code);
    error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    error.put(
        "message",
        "We are unable to authenticate your payment method. Please choose a different payment"
            + " method and try again.");
    error.put("type", "invalid_request_error");
    ObjectNode updated =
        call.change(
            payment ? "payment_intent" : "setup_intent",
            StripeCode.id(intent),
            copy -> {
              copy.put("status", "requires_payment_method");
              copy.putNull("next_action").putNull("payment_method");
              copy.set(payment ? "last_payment_error" : "last_setup_error", error);
            });
    call.emit(payment ? "payment_intent.payment_failed" : "setup_intent.setup_failed", updated);
  }

  private static Reply done(Call call, ObjectNode intent, String back) {
    boolean payment = intent.path("object").asText().equals("payment_intent");
    String resource = payment ? "payment_intent" : "setup_intent";
    ObjectNode now = call.get(resource, StripeCode.id(intent));
    if (back.isEmpty()) {
      return Reply.json(200, now);
    }
    String address =
        back
            + (back.contains("?") ? "&" : "?")
            + resource
            + "="
            + StripeCode.id(now)
            + "&"
            + resource
            + "_client_secret="
            + now.path("client_secret").asText()
            + "&redirect_status="
            + (Payments.status(now).equals("requires_payment_method") ? "failed" : "succeeded");
    return new Reply.Content(303, Map.of("location", address), new byte[0]);
  }
}
