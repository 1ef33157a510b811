package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Scene;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The way of a mail to its receivers, step by step, and the event of each step:
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event.
 */
final class Journey {

  private static final String TASK = "step";

  private Journey() {}

  static void setUp(Setup setup) {
    setup.later(TASK, Journey::step);
  }

  static void begin(Scene scene, ArrayNode messages, Duration wait) {
    next(scene, messages, 0, wait);
  }

  private static void next(Scene scene, ArrayNode messages, int number, Duration more) {
    ObjectNode details = messages.objectNode().put("number", number);
    details.set("messages", messages);
    scene.later(Duration.ofMillis(scene.value("step").asLong()).plus(more), TASK, details);
  }

  /** One step of all receivers of a mail; their events go out together. */
  private static void step(Scene scene, ObjectNode details) {
    int number = details.path("number").asInt();
    List<ObjectNode> events = new ArrayList<>();
    ArrayNode going = details.arrayNode();
    for (JsonNode id : details.path("messages")) {
      Optional<ObjectNode> message = scene.find("message", id.asText());
      if (message.isEmpty()) {
        continue;
      }
      List<String> way = way(scene, message.get());
      if (number < way.size()) {
        events.add(happen(scene, message.get(), way.get(number)));
      }
      if (number + 1 < way.size()) {
        going.add(id);
      }
    }
    EventHooks.tell(scene, events);
    if (!going.isEmpty()) {
      next(scene, going, number + 1, Duration.ZERO);
    }
  }

  /** Decided at the first step, and kept: an address may be suppressed in between. */
  private static List<String> way(Scene scene, ObjectNode message) {
    if (message.has("~way")) {
      List<String> way = new ArrayList<>();
      message.path("~way").forEach(event -> way.add(event.asText()));
      return way;
    }
    String email = message.path("to_email").asText();
    String reason =
        message.path("~bypass").asBoolean() ? "" : Suppressions.reason(scene, email).orElse("");
    JsonNode chosen = scene.value("usual");
    if (!reason.isEmpty()) {
      chosen = message.arrayNode().add("dropped");
    } else {
      String local = email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT);
      JsonNode magic = scene.value("magic").path(local.replaceFirst("\\+.*$", ""));
      chosen = magic.isArray() ? magic : chosen;
    }
    JsonNode way = chosen;
    scene.change(
        "message",
        message.path("msg_id").asText(),
        copy -> {
          copy.set("~way", way);
          copy.put("~reason", reason);
        });
    List<String> events = new ArrayList<>();
    way.forEach(event -> events.add(event.asText()));
    return events;
  }

  private static ObjectNode happen(Scene scene, ObjectNode row, String step) {
    String id = row.path("msg_id").asText();
    ObjectNode message = scene.get("message", id);
    String email = message.path("to_email").asText();
    ObjectNode event = message.objectNode();
    event.put("email", email).put("timestamp", scene.now().getEpochSecond());
    event.put("smtp-id", "<" + message.path("~mail").asText() + "@geopod-ismtpd-1>");
    event.put("event", named(step));
    if (message.path("~categories").isArray()) {
      event.set("category", message.get("~categories"));
    }
    event.put("sg_event_id", scene.random(Alphabets.BASE62, 22)).put("sg_message_id", id);
    message.path("~arguments").properties().forEach(e -> event.set(e.getKey(), e.getValue()));
    details(scene, event, step, email, message.path("~reason").asText(""));
    scene.change("message", id, copy -> note(scene, copy, event, step));
    return event;
  }

  private static String named(String step) {
    return switch (step) {
      case "blocked" -> "bounce";
      case "invalid" -> "dropped";
      default -> step;
    };
  }

  private static void details(
      Scene scene, ObjectNode event, String step, String email, String reason) {
    switch (step) {
      case "delivered" -> event.put("response", "250 OK").put("ip", "127.0.0.1").put("tls", 1);
      case "deferred" -> event.put("response", "400 try again later").put("attempt", "1");
      case "bounce" -> {
        String why = "550 5.1.1 The email account that you tried to reach does not exist.";
        event.put("reason", why).put("status", "5.1.1").put("type", "bounce");
        event.put("bounce_classification", "Invalid Address").put("ip", "127.0.0.1");
        Suppressions.add(scene, "bounce", email, why, "5.1.1");
      }
      case "blocked" -> {
        String why = "550 5.7.1 The message was blocked by the receiving server.";
        event.put("reason", why).put("status", "5.7.1").put("type", "blocked");
        event.put("bounce_classification", "Content").put("ip", "127.0.0.1");
        Suppressions.add(scene, "block", email, why, "5.7.1");
      }
      case "dropped" ->
          event.put("reason", reason.isEmpty() ? "Bounced Address" : reason).put("status", "5.0.0");
      case "invalid" -> {
        event.put("reason", "Invalid").put("status", "5.0.0");
        Suppressions.add(scene, "invalid_email", email, "Mail domain mentioned is unknown", "");
      }
      case "spamreport" -> Suppressions.add(scene, "spam_report", email, "", "");
      case "unsubscribe" -> Suppressions.add(scene, "unsubscribe", email, "", "");
      case "open" ->
          event
              .put("useragent", "Mozilla/5.0")
              .put("ip", "127.0.0.1")
              .put("sg_machine_open", false)
              .put("sg_content_type", "html");
      case "click" -> {
        event.put("useragent", "Mozilla/5.0").put("ip", "127.0.0.1");
        event.put("url", "https://example.com/");
        event.putObject("url_offset").put("index", 0).put("type", "html");
      }
      default -> {}
    }
  }

  /**
   * As the activity of mails tells it:
   * https://www.twilio.com/docs/sendgrid/api-reference/e-mail-activity.
   */
  private static void note(Scene scene, ObjectNode message, ObjectNode event, String step) {
    switch (step) {
      case "processed", "deferred" -> message.put("status", "processing");
      case "delivered" -> message.put("status", "delivered");
      case "bounce", "blocked", "dropped", "invalid" -> message.put("status", "not_delivered");
      case "open" -> message.put("opens_count", message.path("opens_count").asInt() + 1);
      case "click" -> message.put("clicks_count", message.path("clicks_count").asInt() + 1);
      default -> {}
    }
    String now = scene.now().truncatedTo(ChronoUnit.SECONDS).toString();
    message.put("last_event_time", now);
    ObjectNode noted = message.withArray("~events").addObject();
    noted.put("event_name", event.path("event").asText()).put("processed", now);
    if (event.has("reason")) {
      noted.put("reason", event.path("reason").asText());
    }
  }
}
