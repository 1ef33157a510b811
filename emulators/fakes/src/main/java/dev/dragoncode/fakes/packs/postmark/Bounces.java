package dev.dragoncode.fakes.packs.postmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** What becomes of mails: https://postmarkapp.com/developer/api/bounce-api. */
final class Bounces {

  private static final String TESTING = "@bounce-testing.postmarkapp.com";

  private Bounces() {}

  static void setUp(Setup setup) {
    setup.later("arrive", Bounces::arrive);
    setup.operation(
        "bounce.list",
        call ->
            PostmarkCode.page(
                call,
                "bounce",
                "Bounces",
                call.text("type")
                    .map(type -> Selection.newest(Integer.MAX_VALUE).where("Type", type))
                    .orElseGet(() -> Selection.newest(Integer.MAX_VALUE)),
                row -> row));
    setup.operation("bounce.retrieve", call -> Reply.json(200, found(call)));
    setup.operation("bounce.activate", Bounces::activate);
    setup.operation("bounce.stats", Bounces::stats);
    setup.operation("bounce.statistics", Bounces::stats);
  }

  private static void arrive(Scene scene, ObjectNode details) {
    String id = details.path("message").asText();
    ObjectNode message = scene.find("message", id).orElse(null);
    if (message == null) {
      return;
    }
    for (JsonNode one : message.path("Recipients")) {
      String address = one.asText();
      JsonNode kind =
          address.toLowerCase(Locale.ROOT).endsWith(TESTING)
              ? scene.value("bounces").path(address.substring(0, address.indexOf('@')))
              : scene.value("bounces").path("");
      ObjectNode told =
          kind instanceof ObjectNode known
              ? bounce(scene, message, address, known)
              : delivered(scene, message, address);
      scene.change(
          "message",
          id,
          row -> {
            ObjectNode event = row.withArray("~events").addObject();
            event.put("Recipient", address).put("ReceivedAt", now(scene));
            event.put("Type", kind.isObject() ? "Bounced" : "Delivered");
            event
                .putObject("Details")
                .put(
                    kind.isObject() ? "Summary" : "DeliveryMessage", told.path("Details").asText());
          });
      scene.emit(told.path("RecordType").asText(), told);
    }
  }

  private static ObjectNode common(
      Scene scene, ObjectNode message, String type, String recipient, String details) {
    ObjectNode told = message.objectNode().put("RecordType", type);
    told.put("MessageID", message.path("MessageID").asText());
    told.put("ServerID", scene.value("server").path("ID").asInt());
    told.put("MessageStream", message.path("MessageStream").asText());
    told.put("Tag", message.path("Tag").asText()).set("Metadata", message.path("Metadata"));
    told.put("Details", details);
    return told.put(type.equals("Delivery") ? "Recipient" : "Email", recipient);
  }

  private static ObjectNode delivered(Scene scene, ObjectNode message, String recipient) {
    return common(scene, message, "Delivery", recipient, "smtp;250 2.0.0 OK queued")
        .put("DeliveredAt", now(scene));
  }

  private static ObjectNode bounce(
      Scene scene, ObjectNode message, String recipient, ObjectNode kind) {
    boolean spam = kind.path("Type").asText().equals("SpamComplaint");
    ObjectNode told =
        common(
            scene, message, spam ? "SpamComplaint" : "Bounce", recipient, "smtp;550 test bounce");
    String id = scene.newId("bounce");
    told.setAll(kind);
    told.put("ID", Long.parseLong(id)).put("BouncedAt", now(scene));
    told.put("From", message.path("~from").asText());
    told.put("Subject", message.path("Subject").asText());
    told.put("DumpAvailable", false).put("CanActivate", !spam).put("Content", "");
    scene.create("bounce", id, told);
    if (kind.path("Inactive").asBoolean()) {
      String address = recipient.toLowerCase(Locale.ROOT);
      scene.remove("inactive", address);
      ObjectNode _ = scene.create("inactive", address, message.objectNode());
    }
    return told;
  }

  private static String now(Scene scene) {
    return scene.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static ObjectNode found(Call call) {
    return call.find("bounce", call.path("id"))
        .orElseThrow(() -> PostmarkCode.refused(407, "The bounce was not found."));
  }

  private static Reply activate(Call call) {
    ObjectNode bounce = found(call);
    if (!bounce.path("CanActivate").asBoolean()) {
      throw PostmarkCode.refused(409, "This bounce cannot be activated.");
    }
    call.remove("inactive", bounce.path("Email").asText().toLowerCase(Locale.ROOT));
    ObjectNode active = call.change("bounce", call.path("id"), row -> row.put("Inactive", false));
    ObjectNode body = call.object().put("Message", "OK");
    body.set("Bounce", active);
    return Reply.json(200, body);
  }

  private static Reply stats(Call call) {
    ObjectNode body = call.object();
    body.put("InactiveMails", call.world().table("inactive").size());
    ArrayNode bounces = body.putArray("Bounces");
    bounces.addObject().put("Name", "All").put("Count", call.world().table("bounce").size());
    for (Map.Entry<String, JsonNode> kind : call.value("bounces").properties()) {
      String type = kind.getValue().path("Type").asText();
      bounces
          .addObject()
          .put("Type", type)
          .put("Name", kind.getValue().path("Name").asText())
          .put("Count", call.list("bounce", Selection.of("Type", type)).rows().size());
    }
    return Reply.json(200, body);
  }
}
