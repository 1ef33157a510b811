package dev.dragoncode.fakes.packs.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where events go to, and how they are signed:
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features.
 */
final class EventHooks {

  private static final String RESOURCE = "event_webhook";

  /** Settings that switch on an event, where the two have other names. */
  private static final Map<String, String> SETTINGS = Map.of("spamreport", "spam_report");

  private static final List<String> TEXTS =
      List.of("url", "friendly_name", "oauth_client_id", "oauth_token_url");

  private static final List<String> FLAGS =
      List.of(
          "enabled",
          "account_status_change",
          "group_resubscribe",
          "delivered",
          "group_unsubscribe",
          "spam_report",
          "bounce",
          "deferred",
          "unsubscribe",
          "processed",
          "open",
          "click",
          "dropped");

  private EventHooks() {}

  static void setUp(Setup setup) {
    setup.operation("event_webhook.current", call -> shown(200, current(call)));
    setup.operation("event_webhook.change_current", call -> change(call, id(current(call))));
    setup.operation("event_webhook.add", call -> shown(201, create(call, settings(call.input()))));
    setup.operation("event_webhook.all", EventHooks::all);
    setup.operation("event_webhook.retrieve", call -> shown(200, hook(call)));
    setup.operation("event_webhook.update", call -> change(call, id(hook(call))));
    setup.operation(
        "event_webhook.delete",
        call -> {
          call.remove(RESOURCE, id(hook(call)));
          return Reply.empty(204);
        });
    setup.operation("event_webhook.key_of_current", call -> key(call, current(call)));
    setup.operation("event_webhook.key", call -> key(call, hook(call)));
    setup.operation("event_webhook.sign_current", call -> sign(call, current(call)));
    setup.operation("event_webhook.sign", call -> sign(call, hook(call)));
    setup.operation("event_webhook.test", EventHooks::test);
    setup.signer(EventHooks::signature);
  }

  private static String id(ObjectNode hook) {
    return hook.path("id").asText();
  }

  private static ObjectNode hook(Call call) {
    return call.get(RESOURCE, call.path("id"));
  }

  /** The oldest webhook, which calls without an id mean; made where there is none. */
  private static ObjectNode current(Scene scene) {
    List<ObjectNode> rows = scene.list(RESOURCE, Selection.all().atMost(1)).rows();
    return rows.isEmpty() ? create(scene, JsonNodeFactory.instance.objectNode()) : rows.getFirst();
  }

  private static ObjectNode create(Scene scene, ObjectNode values) {
    EventKeys.Pair pair = EventKeys.make();
    String id = SendgridCode.uuid(scene);
    values.put("id", id).put("~private", pair.secret());
    values.put("~public", pair.shown()).put("public_key", pair.shown());
    return scene.create(RESOURCE, id, values);
  }

  /** What a request may set, of the type that it has to have. */
  private static ObjectNode settings(ObjectNode input) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    for (String text : TEXTS) {
      JsonNode value = input.path(text);
      if (value.isTextual()) {
        settings.set(text, value);
      } else if (!value.isMissingNode() && !value.isNull()) {
        throw SendgridCode.invalid(text, text + " must be a string");
      }
    }
    for (String flag : FLAGS) {
      JsonNode value = input.path(flag);
      if (value.isBoolean()) {
        settings.set(flag, value);
      } else if (!value.isMissingNode() && !value.isNull()) {
        throw SendgridCode.invalid(flag, flag + " must be a boolean");
      }
    }
    if (settings.has("url") && !settings.path("url").asText().matches("(https?://[^\\s/]+.*)?")) {
      throw SendgridCode.invalid("url", "url must be a valid URL");
    }
    return settings;
  }

  private static Reply change(Call call, String id) {
    ObjectNode changed =
        call.change(
            RESOURCE,
            id,
            copy -> {
              copy.setAll(settings(call.input()));
              copy.put("updated_date", call.now().toString());
            });
    return shown(200, changed);
  }

  private static Reply shown(int status, ObjectNode hook) {
    return Reply.json(status, Hidden.without(hook));
  }

  private static Reply all(Call call) {
    ObjectNode body = call.object().put("max_allowed", 10);
    ArrayNode webhooks = body.putArray("webhooks");
    call.list(RESOURCE, Selection.all()).rows().forEach(row -> webhooks.add(Hidden.without(row)));
    return Reply.json(200, body);
  }

  private static Reply key(Call call, ObjectNode hook) {
    return Reply.json(
        200, call.object().put("id", id(hook)).put("public_key", hook.path("public_key").asText()));
  }

  private static Reply sign(Call call, ObjectNode hook) {
    boolean on = call.input().path("enabled").asBoolean();
    ObjectNode changed =
        call.change(
            RESOURCE,
            id(hook),
            copy -> copy.put("public_key", on ? copy.path("~public").asText() : ""));
    return key(call, changed);
  }

  /** One event of each kind to an address, as the settings' button sends them. */
  private static Reply test(Call call) {
    ObjectNode hook =
        call.text("id").map(id -> call.get(RESOURCE, id)).orElseGet(() -> current(call));
    String url = call.text("url").orElse(hook.path("url").asText());
    ArrayNode events = call.object().arrayNode();
    for (String event : List.of("processed", "delivered", "open", "click", "bounce", "dropped")) {
      events
          .addObject()
          .put("email", "example@test.com")
          .put("timestamp", call.now().getEpochSecond())
          .put("event", event)
          .put("sg_event_id", call.random("abcdef0123456789", 22))
          .put("sg_message_id", call.random("abcdef0123456789", 22) + ".filter0001.0");
    }
    post(call, hook, url, events);
    return Reply.empty(204);
  }

  /** Sends events to all webhooks that asked for them; those of one moment in one message. */
  static void tell(Scene scene, List<ObjectNode> events) {
    for (ObjectNode hook : scene.list(RESOURCE, Selection.all()).rows()) {
      if (!hook.path("enabled").asBoolean()) {
        continue;
      }
      ArrayNode wanted = hook.arrayNode();
      for (ObjectNode event : events) {
        String name = event.path("event").asText();
        if (hook.path(SETTINGS.getOrDefault(name, name)).asBoolean()) {
          wanted.add(event);
        }
      }
      if (!wanted.isEmpty()) {
        post(scene, hook, hook.path("url").asText(), wanted);
      }
    }
  }

  private static void post(Scene scene, ObjectNode hook, String url, ArrayNode events) {
    String names =
        String.join(
            ", ",
            events.valueStream().map(event -> event.path("event").asText()).distinct().toList());
    boolean signed = !hook.path("public_key").asText().isEmpty();
    scene.post(
        new Outgoing(
            names,
            id(hook),
            url,
            signed ? hook.path("~private").asText() : "",
            "application/json; charset=utf-8",
            Map.of("user-agent", "SendGrid Event API"),
            text(events)));
  }

  /** SendGrid ends each event with a line break; the signature is over the body as it is. */
  private static String text(ArrayNode events) {
    StringBuilder text = new StringBuilder("[");
    for (JsonNode event : events) {
      text.append(text.length() > 1 ? ",\r\n" : "").append(event);
    }
    return text.append("]\r\n").toString();
  }

  private static Map<String, String> signature(Outgoing message, Instant now) {
    String time = String.valueOf(now.getEpochSecond());
    Optional<String> signature = EventKeys.sign(message.secret(), time + message.body());
    return signature
        .map(s ->
            Map.of(
                "x-twilio-email-event-webhook-signature",
                s,
                "x-twilio-email-event-webhook-timestamp",
                time))
        .orElse(Map.of());
  }
}
