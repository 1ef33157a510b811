package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Locale;

/** Stripe's API, put together from its parts. */
public final class StripeCode implements PackCode {

  /** Resources whose metadata is merged instead of replaced, as all of Stripe's is. */
  private static final List<String> WITH_METADATA =
      List.of(
          "customer",
          "product",
          "price",
          "payment_method",
          "payment_intent",
          "charge",
          "refund",
          "setup_intent",
          "invoice",
          "invoiceitem",
          "checkout_session",
          "webhook_endpoint");

  @Override
  public void setUp(Setup setup) {
    for (String resource : WITH_METADATA) {
      setup.beforeUpdate(resource, (call, values) -> Values.merge(call, resource, values));
    }
    for (String resource : Expansion.RESOURCES) {
      setup.view(resource, Expansion::show);
    }
    Payments payments = new Payments();
    InvoicePayments invoicePayments = new InvoicePayments(payments);
    Billing billing = new Billing(invoicePayments);
    customers(setup);
    catalog(setup);
    new Cards().setUp(setup);
    payments.setUp(setup);
    new Setups().setUp(setup);
    new Refunds().setUp(setup);
    new Invoices(invoicePayments).setUp(setup);
    billing.setUp(setup);
    new Checkout(payments, billing).setUp(setup);
    StripeEvents.setUp(setup);
    setup.operation("account.retrieve", StripeCode::account);
    setup.operation("balance.retrieve", StripeCode::balance);
  }

  private static void customers(Setup setup) {
    setup.beforeCreate("customer", StripeCode::customer);
    setup.afterCreate(
        "customer",
        (scene, row) -> {
          String method = row.path("invoice_settings").path("default_payment_method").asText("");
          if (!method.isEmpty()) {
            scene.change("payment_method", method, copy -> copy.put("customer", id(row)));
          }
        });
    setup.operation(
        "customer.payment_methods",
        call -> {
          String customer = id(call.get("customer", call.path("id")));
          Selection all = Selection.newest(100).where("customer", customer);
          return call.page("payment_method", all);
        });
  }

  private static void customer(Call call, ObjectNode values) {
    for (String input : List.of("source", "tax", "tax_id_data", "validate", "cash_balance")) {
      values.remove(input);
    }
    JsonNode given = values.remove("payment_method");
    if (given != null && given.isTextual()) {
      ObjectNode method = Cards.method(call, given.asText());
      settings(call, values).put("default_payment_method", id(method));
    } else if (values.has("invoice_settings")) {
      settings(call, values);
    }
  }

  private static ObjectNode settings(Call call, ObjectNode values) {
    ObjectNode settings = call.object();
    settings.putNull("custom_fields");
    settings.putNull("default_payment_method");
    settings.putNull("footer");
    settings.putNull("rendering_options");
    if (values.get("invoice_settings") instanceof ObjectNode given) {
      settings.setAll(given);
    }
    values.set("invoice_settings", settings);
    return settings;
  }

  private static void catalog(Setup setup) {
    setup.beforeCreate(
        "product",
        (call, values) -> {
          values.remove("default_price_data");
          values.remove("id");
        });
    setup.afterCreate("product", StripeCode::defaultPrice);
    setup.beforeCreate("price", StripeCode::price);
    setup.filter(
        "price",
        "lookup_keys",
        (row, wanted) -> Values.texts(wanted).contains(row.path("lookup_key").asText()));
    setup.filter(
        "price",
        "recurring",
        (row, wanted) ->
            wanted.properties().stream()
                .allMatch(e ->
                    row.path("recurring").path(e.getKey()).asText().equals(e.getValue().asText())));
    setup.beforeCreate(
        "webhook_endpoint",
        (call, values) -> {
          if (!values.path("url").asText().matches("https?://.+")) {
            throw invalid("url_invalid", "Not a valid URL", "url");
          }
        });
    setup.view("webhook_endpoint", StripeCode::endpoint);
    setup.beforeUpdate(
        "webhook_endpoint",
        (call, values) -> {
          Values.merge(call, "webhook_endpoint", values);
          JsonNode disabled = values.remove("disabled");
          if (disabled != null) {
            values.put("status", disabled.asBoolean() ? "disabled" : "enabled");
          }
        });
  }

  /** The secret is told once, when the endpoint is made. */
  private static JsonNode endpoint(Call call, ObjectNode row) {
    if (call.operation().id().equals("webhook_endpoint.create")) {
      return row;
    }
    ObjectNode shown = row.deepCopy();
    shown.remove("secret");
    return shown;
  }

  private static void defaultPrice(Scene scene, ObjectNode product) {
    if (scene instanceof Call call
        && call.input().get("default_price_data") instanceof ObjectNode data) {
      ObjectNode values = data.deepCopy();
      values.put("product", id(product));
      price(call, values);
      ObjectNode price = scene.create("price", values);
      scene.change("product", id(product), copy -> copy.put("default_price", id(price)));
    }
  }

  static void price(Call call, ObjectNode values) {
    if (values.remove("product_data") instanceof ObjectNode data) {
      values.put("product", id(call.create("product", data)));
    } else if (!values.has("product")) {
      throw Refusal.of("parameter_missing").with("param", "product");
    } else {
      exists(call, "product", values.path("product").asText(), "product");
    }
    if (!values.has("unit_amount")
        && !values.has("unit_amount_decimal")
        && !values.has("custom_unit_amount")
        && !values.path("billing_scheme").asText().equals("tiered")) {
      throw invalid(
          "parameter_missing",
          "You must specify either `unit_amount`, `unit_amount_decimal`, or `custom_unit_amount`"
              + " when `billing_scheme=per_unit`.",
          "unit_amount");
    }
    values.put("currency", values.path("currency").asText().toLowerCase(Locale.ROOT));
    if (values.has("unit_amount")) {
      values.put("unit_amount_decimal", values.path("unit_amount").asText());
    }
    if (values.get("recurring") instanceof ObjectNode recurring) {
      values.put("type", "recurring");
      ObjectNode whole = call.object();
      whole.put("interval", "month").put("interval_count", 1).putNull("meter");
      whole.putNull("trial_period_days").put("usage_type", "licensed");
      whole.setAll(recurring);
      values.set("recurring", whole);
    }
    values.remove("transfer_lookup_key");
  }

  private static Reply account(Call call) {
    ObjectNode account = call.object();
    account.put("id", "acct_1DragonCodeFake").put("object", "account").put("type", "standard");
    account.put("charges_enabled", true).put("payouts_enabled", true);
    account.put("country", "US").put("default_currency", "usd").put("details_submitted", true);
    account.put("email", "owner@example.com");
    account.putObject("metadata");
    return Reply.json(200, account);
  }

  private static Reply balance(Call call) {
    long available = 0;
    for (ObjectNode charge : call.list("charge", Selection.all()).rows()) {
      if (charge.path("paid").asBoolean()) {
        available +=
            charge.path("amount_captured").asLong() - charge.path("amount_refunded").asLong();
      }
    }
    ObjectNode balance = call.object().put("object", "balance").put("livemode", false);
    for (String kind : List.of("available", "pending")) {
      ObjectNode amount = balance.putArray(kind).addObject();
      amount.put("amount", kind.equals("available") ? available : 0).put("currency", "usd");
      amount.putObject("source_types").put("card", amount.path("amount").asLong());
    }
    return Reply.json(200, balance);
  }

  static String id(ObjectNode row) {
    return row.path("id").asText();
  }

  /** Stripe's no to a parameter that is well formed and wrong. */
  static Refusal invalid(String code, String message, String param) {
    return Refusal.of("invalid").with("code", code).with("message", message).with("param", param);
  }

  /** The row that a parameter names; the error names the parameter. */
  static ObjectNode exists(Scene scene, String resource, String id, String param) {
    return scene
        .find(resource, id)
        .orElseThrow(() ->
            Refusal.of("not_found").with("resource", resource).with("id", id).with("param", param));
  }

  /** What a state does not allow. */
  static Refusal unexpected(String code, String message) {
    return Refusal.of("unexpected_state").with("code", code).with("message", message);
  }
}
