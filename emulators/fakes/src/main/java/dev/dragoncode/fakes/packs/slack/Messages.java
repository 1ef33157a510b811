package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Table;
import java.time.Instant;
import java.util.Optional;

/** Messages as they are kept: by channel and time stamp, replies by the message they answer. */
final class Messages {

  private static final long MICROS = 1_000_000;

  private static final String LAST_STAMP = "~stamp";

  private Messages() {}

  static String key(String channel, String ts) {
    return channel + "/" + ts;
  }

  static Optional<ObjectNode> find(Scene scene, String channel, String ts) {
    return scene.find("message", key(channel, ts));
  }

  /**
   * A time stamp that no other message has; later ones are greater, also when a clock goes back.
   */
  static String stamp(Scene scene) {
    Instant now = scene.now();
    long micros = now.getEpochSecond() * MICROS + now.getNano() / 1_000;
    Table table = scene.world().table(LAST_STAMP);
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    Optional<ObjectNode> before = table.find(LAST_STAMP);
    if (before.isPresent()) {
      micros = Math.max(micros, before.get().path("micros").asLong() + 1);
      table.replace(LAST_STAMP, row.put("micros", micros));
    } else {
      table.insert(LAST_STAMP, row.put("micros", micros));
    }
    return "%d.%06d".formatted(micros / MICROS, micros % MICROS);
  }

  /** What the app's bot writes. */
  static ObjectNode byBot(Scene scene) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    JsonNode bot = scene.value("bot");
    message.put("user", bot.path("user").asText()).put("bot_id", bot.path("id").asText());
    message.put("app_id", scene.value("app").asText());
    message
        .putObject("bot_profile")
        .put("id", bot.path("id").asText())
        .put("app_id", scene.value("app").asText())
        .put("user_id", bot.path("user").asText())
        .put("name", bot.path("name").asText())
        .put("deleted", false)
        .put("updated", 0)
        .put("team_id", SlackCode.team(scene));
    return message;
  }

  /**
   * Posts a message, and tells of it.
   *
   * @param message whose author, text and thread are known
   */
  static ObjectNode post(Scene scene, ObjectNode channel, ObjectNode message, boolean broadcast) {
    String id = channel.path("id").asText();
    String ts = stamp(scene);
    String thread = message.path("thread_ts").asText("");
    message.put("ts", ts).put("team", SlackCode.team(scene)).put("~channel", id);
    message.put("~history", thread.isEmpty() || broadcast ? id : "");
    message.put("~thread", key(id, thread.isEmpty() ? ts : thread));
    if (broadcast) {
      message.put("subtype", "thread_broadcast");
    }
    ObjectNode row = scene.create("message", key(id, ts), message);
    if (!thread.isEmpty()) {
      scene.change("message", key(id, thread), parent -> answered(parent, row));
    }
    SlackEvents.message(scene, channel, row);
    return row;
  }

  private static void answered(ObjectNode parent, ObjectNode reply) {
    String user = reply.path("user").asText();
    parent.put("thread_ts", parent.path("ts").asText());
    parent.put("reply_count", parent.path("reply_count").asInt() + 1);
    ArrayNode users = parent.withArray("reply_users");
    if (users.valueStream().noneMatch(one -> one.asText().equals(user))) {
      users.add(user);
    }
    parent.put("reply_users_count", users.size());
    parent.put("latest_reply", reply.path("ts").asText());
    parent.put("is_locked", false).put("subscribed", false);
  }

  /** Takes a message away; the one that it answered forgets it. */
  static void remove(Scene scene, ObjectNode message) {
    String channel = message.path("~channel").asText();
    String ts = message.path("ts").asText();
    String thread = message.path("thread_ts").asText("");
    scene.remove("message", key(channel, ts));
    if (!thread.isEmpty() && !thread.equals(ts) && find(scene, channel, thread).isPresent()) {
      scene.change(
          "message",
          key(channel, thread),
          parent -> parent.put("reply_count", parent.path("reply_count").asInt() - 1));
    }
  }

  static ObjectNode shown(ObjectNode message) {
    return Hidden.without(message);
  }

  /** Microseconds of a time stamp, for comparison. */
  static long micros(String ts) {
    int dot = ts.indexOf('.');
    String seconds = dot < 0 ? ts : ts.substring(0, dot);
    String fraction = dot < 0 ? "" : ts.substring(dot + 1);
    if (!seconds.matches("\\d{1,12}") || !fraction.matches("\\d{0,9}")) {
      throw SlackCode.failed("invalid_ts_latest");
    }
    return Long.parseLong(seconds) * MICROS + Long.parseLong((fraction + "000000").substring(0, 6));
  }
}
