package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.pack.Signatures;
import dev.dragoncode.fakes.state.Json;
import dev.dragoncode.fakes.state.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps every event, and tells the endpoints that asked for its kind. */
final class StripeEvents {

  /** More than a test looks back on; they are copies of all that was made and changed. */
  private static final int MOST = 5_000;

  private StripeEvents() {}

  static void setUp(Setup setup) {
    setup.telling(StripeEvents::messages);
    setup.signer(StripeEvents::sign);
    setup.filter("event", "types", (row, wanted) -> Values.texts(wanted).contains(type(row)));
    setup.filter("event", "type", (row, wanted) -> matches(wanted.asText(), type(row)));
  }

  private static String type(ObjectNode event) {
    return event.path("type").asText();
  }

  private static boolean matches(String pattern, String type) {
    return pattern.endsWith("*")
        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(type);
  }

  private static List<Outgoing> messages(Scene scene, String name, JsonNode object) {
    List<ObjectNode> endpoints = new ArrayList<>();
    for (ObjectNode endpoint : scene.list("webhook_endpoint", Selection.all()).rows()) {
      List<String> wanted = Values.texts(endpoint.path("enabled_events"));
      if (endpoint.path("status").asText().equals("enabled")
          && (wanted.contains("*") || wanted.contains(name))) {
        endpoints.add(endpoint);
      }
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("type", name).put("pending_webhooks", endpoints.size());
    values
        .putObject("data")
        .set("object", object instanceof ObjectNode row ? Hidden.without(row) : object);
    if (scene instanceof Call call) {
      values
          .putObject("request")
          .put("id", "req_" + scene.random(dev.dragoncode.fakes.pack.Alphabets.BASE62, 14))
          .put("idempotency_key", call.request().header("idempotency-key").orElse(null));
    }
    ObjectNode event = scene.create("event", values);
    forget(scene);
    String body = text(event);
    List<Outgoing> messages = new ArrayList<>();
    for (ObjectNode endpoint : endpoints) {
      messages.add(
          new Outgoing(
              name,
              StripeCode.id(endpoint),
              endpoint.path("url").asText(),
              endpoint.path("secret").asText(),
              "application/json; charset=utf-8",
              Map.of("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"),
              body));
    }
    return messages;
  }

  /** Beyond what is kept, the oldest event goes, as Stripe's do after 30 days. */
  private static void forget(Scene scene) {
    if (scene.world().table("event").size() > MOST) {
      for (ObjectNode oldest : scene.list("event", Selection.all().atMost(1)).rows()) {
        scene.remove("event", StripeCode.id(oldest));
      }
    }
  }

  private static String text(ObjectNode event) {
    return Json.pretty(event);
  }

  /** docs.stripe.com/webhooks#verify-manually. */
  private static Map<String, String> sign(Outgoing message, Instant now) {
    long time = now.getEpochSecond();
    String signature = Signatures.hmacSha256Hex(message.secret(), time + "." + message.body());
    return Map.of("stripe-signature", "t=%d,v1=%s".formatted(time, signature));
  }
}
