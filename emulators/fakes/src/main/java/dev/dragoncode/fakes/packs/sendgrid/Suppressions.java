package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses that get no more mail:
 * https://www.twilio.com/docs/sendgrid/ui/sending-email/index-suppressions.
 */
final class Suppressions {

  private static final int MOST = 500;

  /** The lists by the first part of their operations' names. */
  private static final Map<String, String> LISTS =
      Map.of(
          "bounces", "bounce",
          "blocks", "block",
          "spam_reports", "spam_report",
          "invalid_emails", "invalid_email");

  private Suppressions() {}

  static void setUp(Setup setup) {
    LISTS.forEach((name, resource) -> {
      setup.operation(name + ".list", call -> list(call, resource));
      setup.operation(name + ".find", call -> find(call, resource));
      setup.operation(name + ".delete", call -> delete(call, resource));
      setup.operation(name + ".clear", call -> clear(call, resource));
    });
    setup.operation("unsubscribes.list", call -> list(call, "unsubscribe"));
    setup.operation("unsubscribes.add", Suppressions::unsubscribe);
    setup.operation("unsubscribes.find", Suppressions::unsubscribed);
    setup.operation(
        "unsubscribes.delete",
        call -> {
          call.remove("unsubscribe", key(call.path("email")));
          return Reply.empty(204);
        });
  }

  /** Why an address gets no mail, in the words of the event; blocks do not stop the next mail. */
  static Optional<String> reason(Scene scene, String email) {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("unsubscribe", "Unsubscribed Address");
    reasons.put("bounce", "Bounced Address");
    reasons.put("spam_report", "Spam Reporting Address");
    reasons.put("invalid_email", "Invalid");
    return reasons.entrySet().stream()
        .filter(entry -> scene.find(entry.getKey(), key(email)).isPresent())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static void add(Scene scene, String resource, String email, String reason, String status) {
    if (scene.find(resource, key(email)).isPresent()) {
      return;
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode().put("email", email);
    if (!reason.isEmpty()) {
      values.put("reason", reason);
    }
    if (!status.isEmpty()) {
      values.put("status", status);
    }
    scene.create(resource, key(email), values);
  }

  private static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  private static Reply list(Call call, String resource) {
    ObjectNode input = call.input();
    long start = input.path("start_time").asLong(0);
    long end = input.path("end_time").asLong(Long.MAX_VALUE);
    String part = key(call.text("email").orElse(""));
    Selection selection =
        Selection.newest(Math.clamp(input.path("limit").asInt(MOST), 1, MOST))
            .skip(Math.max(0, input.path("offset").asInt()));
    if (input.has("start_time") || input.has("end_time") || !part.isEmpty()) {
      selection =
          selection.where(row -> {
            long created = row.path("created").asLong();
            return created >= start
                && created <= end
                && key(row.path("email").asText()).contains(part);
          });
    }
    ArrayNode rows = call.object().arrayNode();
    call.list(resource, selection).rows().forEach(rows::add);
    return Reply.json(200, rows);
  }

  /** A list of one or none; SendGrid never answers 404 here. */
  private static Reply find(Call call, String resource) {
    ArrayNode rows = call.object().arrayNode();
    call.find(resource, key(call.path("email"))).ifPresent(rows::add);
    return Reply.json(200, rows);
  }

  private static Reply delete(Call call, String resource) {
    call.get(resource, key(call.path("email")));
    call.remove(resource, key(call.path("email")));
    return Reply.empty(204);
  }

  private static Reply clear(Call call, String resource) {
    boolean all = call.input().path("delete_all").asBoolean();
    JsonNode emails = call.input().path("emails");
    if (all == !emails.isEmpty()) {
      throw SendgridCode.invalid(
          "delete_all", "either delete_all or emails has to be given, and not both");
    }
    if (all) {
      call.list(resource, Selection.all())
          .rows()
          .forEach(row -> call.remove(resource, key(row.path("email").asText())));
    }
    emails.forEach(email -> call.remove(resource, key(email.asText())));
    return Reply.empty(204);
  }

  private static Reply unsubscribe(Call call) {
    JsonNode emails = call.input().path("recipient_emails");
    if (!emails.isArray() || emails.isEmpty()) {
      throw SendgridCode.invalid("recipient_emails", "recipient_emails is required");
    }
    emails.forEach(email -> add(call, "unsubscribe", email.asText(), "", ""));
    ObjectNode body = call.object();
    body.set("recipient_emails", emails);
    return Reply.json(201, body);
  }

  /** The address, or an empty object where it still gets mail. */
  private static Reply unsubscribed(Call call) {
    ObjectNode body = call.object();
    call.find("unsubscribe", key(call.path("email")))
        .ifPresent(row -> body.put("recipient_email", row.path("email").asText()));
    return Reply.json(200, body);
  }
}
