package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.util.Locale;

/** Invoices that are written by hand. */
final class Invoices {

  private final InvoicePayments payments;

  Invoices(InvoicePayments payments) {
    this.payments = payments;
  }

  void setUp(Setup setup) {
    setup.operation("invoice.create", this::create);
    setup.operation("invoice.finalize", this::finalizeInvoice);
    setup.operation("invoice.pay", this::pay);
    setup.operation("invoice.void", Invoices::voidInvoice);
    setup.operation("invoice.send", this::send);
    setup.operation("invoice.delete", Invoices::delete);
    setup.operation("invoice.lines", Invoices::lines);
    setup.beforeCreate("invoiceitem", Invoices::item);
    setup.afterCreate(
        "invoiceitem",
        (scene, row) -> {
          if (!row.path("invoice").isNull()) {
            Lines lines = new Lines(scene, row.path("invoice").asText());
            lines.add(row);
            lines.write();
          }
        });
    setup.filter(
        "invoiceitem",
        "pending",
        (row, wanted) -> row.path("invoice").isNull() == wanted.asText().equals("true"));
    setup.afterDelete("customer", Billing::customerGone);
  }

  private static void item(Call call, ObjectNode values) {
    String customer =
        call.text("customer")
            .orElseThrow(() -> Refusal.of("parameter_missing").with("param", "customer"));
    StripeCode.exists(call, "customer", customer, "customer");
    values.remove("expand");
    JsonNode price = values.path("pricing").path("price");
    long quantity = values.path("quantity").asLong(1);
    if (price.isTextual()) {
      ObjectNode known = StripeCode.exists(call, "price", price.asText(), "pricing[price]");
      values.put("amount", known.path("unit_amount").asLong() * quantity);
      values.set("currency", known.get("currency"));
      ObjectNode pricing = values.putObject("pricing").put("type", "price_details");
      pricing
          .putObject("price_details")
          .put("price", StripeCode.id(known))
          .set("product", known.get("product"));
      pricing.put("unit_amount_decimal", known.path("unit_amount").asText());
    } else if (values.get("price_data") instanceof ObjectNode data) {
      values.put("amount", data.path("unit_amount").asLong() * quantity);
      values.set("currency", data.get("currency"));
      values.remove("price_data");
    } else if (!values.has("amount")) {
      throw Refusal.of("parameter_missing").with("param", "amount");
    }
    values.put("currency", values.path("currency").asText("usd").toLowerCase(Locale.ROOT));
    if (values.has("invoice")) {
      draft(call, values.path("invoice").asText(), "changed");
    }
  }

  private Reply create(Call call) {
    String customer =
        call.text("customer")
            .orElseThrow(() -> Refusal.of("parameter_missing").with("param", "customer"));
    StripeCode.exists(call, "customer", customer, "customer");
    ObjectNode values = call.object();
    Values.copy(
        call.input(),
        values,
        "auto_advance",
        "collection_method",
        "currency",
        "custom_fields",
        "customer",
        "default_payment_method",
        "description",
        "due_date",
        "footer",
        "metadata",
        "statement_descriptor",
        "subscription");
    if (call.input().path("collection_method").asText().equals("send_invoice")
        && !call.input().has("days_until_due")
        && !call.input().has("due_date")) {
      throw StripeCode.invalid(
          "",
          "If you are creating a send_invoice invoice, you must specify either `due_date` or"
              + " `days_until_due`.",
          "");
    }
    if (call.input().has("days_until_due")) {
      values.put(
          "due_date",
          call.now().getEpochSecond() + 86_400L * call.input().path("days_until_due").asLong());
    }
    ObjectNode invoice = call.create("invoice", values);
    Lines lines = new Lines(call, StripeCode.id(invoice));
    if (call.text("pending_invoice_items_behavior").filter("include"::equals).isPresent()) {
      lines.pending(customer);
    }
    ObjectNode written = lines.write();
    call.emit("invoice.created", written);
    return call.answer("invoice", written);
  }

  private static ObjectNode draft(Call call, String id, String done) {
    ObjectNode invoice = StripeCode.exists(call, "invoice", id, "invoice");
    if (!Payments.status(invoice).equals("draft")) {
      throw StripeCode.unexpected(
          "invoice_not_editable",
          "Invoice %s is no longer editable, so it cannot be %s.".formatted(id, done));
    }
    return invoice;
  }

  private Reply finalizeInvoice(Call call) {
    ObjectNode invoice = draft(call, call.path("id"), "finalized");
    return call.answer("invoice", InvoicePayments.finalize(call, StripeCode.id(invoice)));
  }

  private Reply pay(Call call) {
    ObjectNode invoice = call.get("invoice", call.path("id"));
    String id = StripeCode.id(invoice);
    if (Payments.status(invoice).equals("draft")) {
      invoice = InvoicePayments.finalize(call, id);
    } else if (!Payments.status(invoice).equals("open")) {
      throw StripeCode.unexpected("", "Invoice is already " + Payments.status(invoice));
    }
    if (Payments.status(invoice).equals("paid")) {
      return call.answer("invoice", invoice);
    }
    if (call.input().path("paid_out_of_band").asBoolean()) {
      return call.answer("invoice", InvoicePayments.paid(call, id));
    }
    if (call.text("payment_method").isPresent()) {
      ObjectNode method = Cards.method(call, call.text("payment_method").get());
      invoice =
          call.change(
              "invoice", id, copy -> copy.put("default_payment_method", StripeCode.id(method)));
    }
    ObjectNode tried = payments.attempt(call, invoice);
    if (!Payments.status(tried).equals("paid")) {
      JsonNode error =
          call.get("payment_intent", tried.path("~payment_intent").asText())
              .path("last_payment_error");
      throw error.isObject()
          ? Refusal.of("card_error").with("error", error).keepingChanges()
          : StripeCode.unexpected(
                  "resource_missing",
                  "There is no `default_payment_method` set on this Customer or Invoice. Please"
                      + " attach one first.")
              .keepingChanges();
    }
    return call.answer("invoice", tried);
  }

  private static Reply voidInvoice(Call call) {
    ObjectNode invoice = call.get("invoice", call.path("id"));
    if (!Payments.status(invoice).equals("open")) {
      throw StripeCode.unexpected(
          "",
          "You can only pass in open invoices. This invoice isn't open (it is %s)."
              .formatted(Payments.status(invoice)));
    }
    ObjectNode voided =
        call.change(
            "invoice",
            StripeCode.id(invoice),
            copy -> {
              copy.put("status", "void");
              ((ObjectNode) copy.path("status_transitions"))
                  .put("voided_at", call.now().getEpochSecond());
            });
    call.emit("invoice.voided", voided);
    return call.answer("invoice", voided);
  }

  private Reply send(Call call) {
    ObjectNode invoice = call.get("invoice", call.path("id"));
    if (Payments.status(invoice).equals("draft")) {
      invoice = InvoicePayments.finalize(call, StripeCode.id(invoice));
    }
    call.emit("invoice.sent", invoice);
    return call.answer("invoice", invoice);
  }

  private static Reply delete(Call call) {
    ObjectNode invoice = draft(call, call.path("id"), "deleted");
    call.remove("invoice", StripeCode.id(invoice));
    call.emit("invoice.deleted", invoice);
    return Reply.json(
        200,
        call.object()
            .put("id", StripeCode.id(invoice))
            .put("object", "invoice")
            .put("deleted", true));
  }

  private static Reply lines(Call call) {
    return Reply.json(200, call.get("invoice", call.path("id")).path("lines"));
  }
}
