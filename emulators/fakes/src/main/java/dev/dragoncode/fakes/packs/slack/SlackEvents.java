package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.PackCode.Attempted;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.pack.Signatures;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The Events API: https://docs.slack.dev/apis/events-api. */
final class SlackEvents {

  /** The one row that says where events go. */
  private static final String ROW = "events";

  private static final String HANDSHAKE = "url_verification";

  private SlackEvents() {}

  static void setUp(Setup setup) {
    setup.operation("apps.manifest.update", SlackEvents::configure);
    setup.operation("apps.manifest.export", SlackEvents::export);
    setup.signer(SlackEvents::sign);
    setup.retrying(SlackEvents::again);
    setup.delivered(SlackEvents::delivered);
  }

  /**
   * Takes the address and the names of events from a manifest, and has the address prove itself.
   */
  private static Reply configure(Call call) {
    JsonNode manifest =
        SlackCode.structure(call.input().path("manifest"), "invalid_manifest")
            .filter(JsonNode::isObject)
            .orElseThrow(() -> SlackCode.failed("invalid_manifest"));
    JsonNode wanted = manifest.path("settings").path("event_subscriptions");
    String url = wanted.path("request_url").asText("");
    call.remove("subscription", ROW);
    ObjectNode values = call.object().put("url", url).put("verified", false);
    values.set("events", wanted.path("bot_events").isArray() ? wanted.get("bot_events") : null);
    values.put("challenge", call.random(Alphabets.BASE62, 52));
    values.set("manifest", manifest);
    ObjectNode row = call.create("subscription", ROW, values);
    if (!url.isEmpty()) {
      ObjectNode handshake =
          call.object()
              .put("token", call.value("verification_token").asText())
              .put("challenge", row.path("challenge").asText())
              .put("type", HANDSHAKE);
      post(call, HANDSHAKE, url, handshake);
    }
    return Reply.json(
        200,
        SlackCode.ok(call)
            .put("app_id", call.value("app").asText())
            .put("permissions_updated", false));
  }

  private static Reply export(Call call) {
    ObjectNode body = SlackCode.ok(call);
    body.set(
        "manifest",
        call.find("subscription", ROW).map(row -> row.path("manifest")).orElse(call.object()));
    return Reply.json(200, body);
  }

  /** An address is good once it has given the challenge back, bare or as JSON. */
  private static void delivered(Scene scene, Outgoing message, Attempted attempt) {
    Optional<ObjectNode> row = scene.find("subscription", ROW);
    if (message.event().equals(HANDSHAKE)
        && row.isPresent()
        && row.get().path("url").asText().equals(message.url())
        && attempt.status() == 200
        && attempt.answer().contains(row.get().path("challenge").asText())) {
      scene.change("subscription", ROW, copy -> copy.put("verified", true));
    }
  }

  private static void post(Scene scene, String event, String url, ObjectNode body) {
    scene.post(
        new Outgoing(
            event,
            ROW,
            url,
            scene.value("signing_secret").asText(),
            "application/json",
            Map.of("user-agent", "Slackbot 1.0 (+https://api.slack.com/robots)", "accept", "*/*"),
            body.toString()));
  }

  /** https://docs.slack.dev/authentication/verifying-requests-from-slack. */
  private static Map<String, String> sign(Outgoing message, Instant now) {
    String time = String.valueOf(now.getEpochSecond());
    String text = "v0:" + time + ":" + message.body();
    return Map.of(
        "x-slack-request-timestamp",
        time,
        "x-slack-signature",
        "v0=" + Signatures.hmacSha256Hex(message.secret(), text));
  }

  private static Map<String, String> again(int retry, int status, String answer) {
    String reason = "http_error";
    if (status == 0) {
      reason = answer.contains("timed out") ? "http_timeout" : "connection_failed";
    }
    return Map.of("x-slack-retry-num", String.valueOf(retry), "x-slack-retry-reason", reason);
  }

  /**
   * Sends an event to the address, if it is a good one and has asked for it.
   *
   * @param name as a manifest names it, such as {@code message.channels}
   */
  private static void tell(Scene scene, String name, ObjectNode event) {
    Optional<ObjectNode> row = scene.find("subscription", ROW);
    if (row.isEmpty()
        || !row.get().path("verified").asBoolean()
        || row.get()
            .path("events")
            .valueStream()
            .noneMatch(wanted -> wanted.asText().equals(name))) {
      return;
    }
    String team = SlackCode.team(scene);
    String app = scene.value("app").asText();
    ObjectNode body = event.objectNode();
    body.put("token", scene.value("verification_token").asText());
    body.put("team_id", team).put("context_team_id", team).putNull("context_enterprise_id");
    body.put("api_app_id", app);
    body.set("event", event);
    body.put("type", "event_callback");
    body.put("event_id", "Ev0" + scene.random(Alphabets.BASE36, 8));
    body.put("event_time", scene.now().getEpochSecond());
    body.putArray("authorizations")
        .addObject()
        .putNull("enterprise_id")
        .put("team_id", team)
        .put("user_id", SlackCode.botUser(scene))
        .put("is_bot", true)
        .put("is_enterprise_install", false);
    body.put("is_ext_shared_channel", false);
    body.put("event_context", "4-" + scene.random(Alphabets.BASE62, 40));
    post(scene, name, row.get().path("url").asText(), body);
  }

  private static ObjectNode event(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static String kind(ObjectNode channel) {
    if (channel.path("is_im").asBoolean()) {
      return "im";
    }
    return channel.path("is_private").asBoolean() ? "group" : "channel";
  }

  private static String subscriptionOf(String kind) {
    return switch (kind) {
      case "im" -> "message.im";
      case "group" -> "message.groups";
      default -> "message.channels";
    };
  }

  static void message(Scene scene, ObjectNode channel, ObjectNode message) {
    String kind = kind(channel);
    ObjectNode event = event("message");
    event.setAll(Messages.shown(message));
    event.put("channel", channel.path("id").asText());
    event.put("event_ts", message.path("ts").asText()).put("channel_type", kind);
    tell(scene, subscriptionOf(kind), event);
    String bot = SlackCode.botUser(scene);
    if (message.path("text").asText().contains("<@" + bot + ">")
        && !message.path("user").asText().equals(bot)) {
      ObjectNode mention = event.deepCopy().put("type", "app_mention");
      mention.remove("channel_type");
      tell(scene, "app_mention", mention);
    }
  }

  static void changed(Scene scene, String channel, ObjectNode before, ObjectNode after) {
    ObjectNode event = event("message").put("subtype", "message_changed");
    event.set("message", Messages.shown(after));
    event.set("previous_message", Messages.shown(before));
    about(scene, channel, event);
  }

  static void deleted(Scene scene, String channel, ObjectNode message) {
    ObjectNode event = event("message").put("subtype", "message_deleted");
    event.set("previous_message", Messages.shown(message));
    event.put("deleted_ts", message.path("ts").asText());
    about(scene, channel, event);
  }

  private static void about(Scene scene, String channel, ObjectNode event) {
    String kind = scene.find("channel", channel).map(SlackEvents::kind).orElse("channel");
    String stamp = Messages.stamp(scene);
    event.put("channel", channel).put("hidden", true).put("ts", stamp);
    event.put("event_ts", stamp).put("channel_type", kind);
    tell(scene, subscriptionOf(kind), event);
  }

  static void reaction(Scene scene, String type, ObjectNode message, String name) {
    ObjectNode event = event(type).put("user", SlackCode.botUser(scene)).put("reaction", name);
    event.put("item_user", message.path("user").asText());
    event
        .putObject("item")
        .put("type", "message")
        .put("channel", message.path("~channel").asText())
        .put("ts", message.path("ts").asText());
    tell(scene, type, event.put("event_ts", Messages.stamp(scene)));
  }

  static void member(Scene scene, String type, ObjectNode channel, String user) {
    ObjectNode event = event(type).put("user", user);
    event.put("channel", channel.path("id").asText());
    event.put("channel_type", kind(channel).equals("group") ? "G" : "C");
    event.put("team", SlackCode.team(scene));
    tell(scene, type, event.put("event_ts", Messages.stamp(scene)));
  }

  static void channel(Scene scene, String type, ObjectNode channel) {
    ObjectNode event = event(type);
    if (type.endsWith("archive")) {
      event.put("channel", channel.path("id").asText()).put("user", SlackCode.botUser(scene));
    } else {
      event
          .putObject("channel")
          .put("id", channel.path("id").asText())
          .put("name", channel.path("name").asText())
          .put("created", channel.path("created").asLong())
          .put("creator", channel.path("creator").asText());
    }
    tell(scene, type, event.put("event_ts", Messages.stamp(scene)));
  }
}
