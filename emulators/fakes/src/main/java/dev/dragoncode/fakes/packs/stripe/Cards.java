package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.time.ZoneOffset;
import java.util.Optional;

/** Payment methods: cards, and how Stripe's test cards behave (docs.stripe.com/testing). */
final class Cards {

  void setUp(Setup setup) {
    setup.beforeCreate("payment_method", Cards::prepare);
    setup.operation("payment_method.attach", Cards::attach);
    setup.operation("payment_method.detach", Cards::detach);
    setup.filter(
        "payment_method",
        "type",
        (row, wanted) -> row.path("type").asText().equals(wanted.asText()));
  }

  private static void prepare(Call call, ObjectNode values) {
    values.remove("expand");
    values.remove("radar_options");
    if (!values.has("type")) {
      throw Refusal.of("parameter_missing").with("param", "type");
    }
    if (!values.path("type").asText().equals("card")) {
      throw StripeCode.invalid(
          "payment_method_unactivated",
          "This fake takes cards; the payment method type \"%s\" is not there."
              .formatted(values.path("type").asText()),
          "type");
    }
    if (!(values.get("card") instanceof ObjectNode card)) {
      throw Refusal.of("parameter_missing").with("param", "card");
    }
    values.set("card", card(call, card));
    if (values.has("billing_details")) {
      ObjectNode details = call.object();
      details.putObject("address");
      details.putNull("email").putNull("name").putNull("phone").putNull("tax_id");
      details.setAll((ObjectNode) values.get("billing_details"));
      values.set("billing_details", details);
    }
  }

  private static ObjectNode card(Scene scene, ObjectNode given) {
    String number =
        given.has("token")
            ? number(scene, given.path("token").asText(), "tok_")
                .orElseThrow(() ->
                    Refusal.of("not_found")
                        .with("resource", "token")
                        .with("id", given.path("token").asText())
                        .with("param", "card[token]"))
            : given.path("number").asText().replaceAll("[ -]", "");
    if (!number.matches("\\d{12,19}") || !luhn(number)) {
      throw error("incorrect_number", "Your card number is incorrect.", "number");
    }
    JsonNode known = scene.value("cards").path(number);
    if (known.isMissingNode()) {
      throw error(
          "card_declined",
          "Your card was declined. Your request was in test mode, but used a non test card. For a"
              + " list of valid test cards, visit: https://stripe.com/docs/testing.",
          "");
    }
    int year = scene.now().atZone(ZoneOffset.UTC).getYear();
    int expires = given.path("exp_year").asInt(year + 1);
    if (expires < 100) {
      expires += 2000;
    }
    if (expires < year) {
      throw error("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
    }
    return shown(scene, number, known, given.path("exp_month").asInt(12), expires);
  }

  private static ObjectNode shown(Scene scene, String number, JsonNode known, int month, int year) {
    ObjectNode card = JsonNodeFactory.instance.objectNode();
    String brand = known.path("brand").asText();
    card.put("brand", brand);
    card.putObject("checks")
        .putNull("address_line1_check")
        .putNull("address_postal_code_check")
        .put("cvc_check", "pass");
    card.put("country", "US").put("display_brand", brand);
    card.put("exp_month", month).put("exp_year", year);
    card.put("fingerprint", "Fp" + Integer.toHexString(number.hashCode()) + "DragonC");
    card.put("funding", known.path("funding").asText("credit"));
    card.putNull("generated_from");
    card.put("last4", number.substring(number.length() - 4));
    card.putObject("networks").putNull("preferred").putArray("available").add(brand);
    card.put("regulated_status", "unregulated");
    card.putObject("three_d_secure_usage").put("supported", true);
    card.putNull("wallet");
    // how it behaves; taken out again before anybody sees it
    scene.world().table("~card").remove(card.path("fingerprint").asText());
    scene
        .world()
        .table("~card")
        .insert(
            card.path("fingerprint").asText(),
            JsonNodeFactory.instance.objectNode().put("number", number));
    return card;
  }

  /** How the card of a payment method behaves. */
  static JsonNode behaviour(Scene scene, ObjectNode method) {
    String fingerprint = method.path("card").path("fingerprint").asText();
    return scene
        .world()
        .table("~card")
        .find(fingerprint)
        .map(card -> scene.value("cards").path(card.path("number").asText()))
        .orElse(MissingNode.getInstance());
  }

  private static Optional<String> number(Scene scene, String name, String prefix) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    JsonNode number = scene.value("names").path(name.substring(prefix.length()));
    return number.isTextual() ? Optional.of(number.asText()) : Optional.empty();
  }

  /**
   * The payment method of an id, or of a name such as {@code pm_card_visa}, which makes a new one
   * each time.
   */
  static ObjectNode method(Scene scene, String id) {
    Optional<ObjectNode> there = scene.find("payment_method", id);
    if (there.isPresent()) {
      return there.get();
    }
    String number =
        number(scene, id, "pm_card_")
            .orElseThrow(() ->
                Refusal.of("not_found")
                    .with("resource", "PaymentMethod")
                    .with("id", id)
                    .with("param", "payment_method"));
    int year = scene.now().atZone(ZoneOffset.UTC).getYear();
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    JsonNode known = scene.value("cards").path(number);
    values.put("type", "card").set("card", shown(scene, number, known, 8, year + 1));
    return scene.create("payment_method", values);
  }

  /** A payment method of these values. */
  static ObjectNode made(Call call, ObjectNode values) {
    prepare(call, values);
    return call.create("payment_method", values);
  }

  /** The payment method that a request gives by id or by its data; empty where it gives none. */
  static Optional<ObjectNode> given(Call call) {
    if (call.input().get("payment_method_data") instanceof ObjectNode data) {
      return Optional.of(made(call, data.deepCopy()));
    }
    return call.text("payment_method").map(id -> method(call, id));
  }

  private static Reply attach(Call call) {
    ObjectNode method = method(call, call.path("id"));
    String customer =
        call.text("customer")
            .orElseThrow(() -> Refusal.of("parameter_missing").with("param", "customer"));
    StripeCode.exists(call, "customer", customer, "customer");
    String owner = method.path("customer").asText("");
    if (!method.path("customer").isNull() && !owner.equals(customer)) {
      throw StripeCode.unexpected(
          "payment_method_unexpected_state",
          "The payment method you provided has already been attached to a customer.");
    }
    JsonNode behaviour = behaviour(call, method);
    if (behaviour.path("refused").asBoolean()) {
      throw declined(call, behaviour.path("declines").asText(), call.object());
    }
    ObjectNode attached =
        call.change(
            "payment_method", StripeCode.id(method), copy -> copy.put("customer", customer));
    call.emit("payment_method.attached", attached);
    return call.answer("payment_method", attached);
  }

  private static Reply detach(Call call) {
    ObjectNode method = call.get("payment_method", call.path("id"));
    if (method.path("customer").isNull()) {
      throw StripeCode.unexpected(
          "payment_method_not_attached",
          "The payment method you provided is not attached to a customer so detachment is"
              + " impossible.");
    }
    ObjectNode detached =
        call.change("payment_method", StripeCode.id(method), copy -> copy.putNull("customer"));
    call.emit("payment_method.detached", detached);
    return call.answer("payment_method", detached);
  }

  /** What Stripe says of a card that is declined; {@code details} are added to the error. */
  static Refusal declined(Scene scene, String reason, ObjectNode details) {
    return Refusal.of("card_error").with("error", decline(scene, reason, details));
  }

  static ObjectNode decline(Scene scene, String reason, ObjectNode details) {
    JsonNode known = scene.value("declines").path(reason);
    String code = known.path("code").asText("card_declined");
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.setAll(details);
    error.put("code", code);
    error.put("decline_code", reason);
    error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    error.put("message", known.path("message").asText());
    error.put("type", "card_error");
    return error;
  }

  private static Refusal error(String code, String message, String param) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("code", code);
    error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    error.put("message", message);
    if (!param.isEmpty()) {
      error.put("param", param);
    }
    error.put("type", "card_error");
    return Refusal.of("card_error").with("error", error);
  }

  /** The check digit of ISO/IEC 7812. */
  private static boolean luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
