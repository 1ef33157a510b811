package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.state.Selection;
import java.time.Duration;
import java.util.Optional;

/**
 * Messages that are posted later: https://docs.slack.dev/reference/methods/chat.scheduleMessage.
 */
final class Scheduled {

  private static final Duration LATEST = Duration.ofDays(120);

  private static final String TASK = "post";

  private Scheduled() {}

  static void setUp(Setup setup) {
    setup.operation("chat.scheduleMessage", Scheduled::schedule);
    setup.operation("chat.scheduledMessages.list", Scheduled::list);
    setup.operation("chat.deleteScheduledMessage", Scheduled::delete);
    setup.later(TASK, Scheduled::post);
  }

  private static Reply schedule(Call call) {
    ObjectNode channel = Conversations.writable(call, call.text("channel").orElse(""));
    String given = call.text("post_at").orElse("");
    if (!given.matches("\\d{1,12}")) {
      throw SlackCode.failed("invalid_time");
    }
    long at = Long.parseLong(given);
    Duration wait = Duration.ofSeconds(at - call.now().getEpochSecond());
    if (!wait.isPositive()) {
      throw SlackCode.failed("time_in_past");
    }
    if (wait.compareTo(LATEST) > 0) {
      throw SlackCode.failed("time_too_far");
    }
    ObjectNode message = Chat.content(call, call.input());
    Chat.inThread(call, channel, message);
    String id = channel.path("id").asText();
    ObjectNode values = call.object().put("channel_id", id).put("post_at", at);
    values.put("date_created", call.now().getEpochSecond());
    values.put("text", message.path("text").asText());
    values.set("~message", message);
    ObjectNode row = call.create("scheduled", values);
    String scheduled = row.path("id").asText();
    call.later(wait, TASK, call.object().put("id", scheduled));
    ObjectNode body = SlackCode.ok(call).put("channel", id);
    body.put("scheduled_message_id", scheduled).put("post_at", at);
    body.set("message", message);
    return Reply.json(200, body);
  }

  private static void post(Scene scene, ObjectNode details) {
    String id = details.path("id").asText();
    Optional<ObjectNode> row = scene.find("scheduled", id);
    if (row.isEmpty()) {
      return;
    }
    scene.remove("scheduled", id);
    Optional<ObjectNode> channel = scene.find("channel", row.get().path("channel_id").asText());
    if (channel.isPresent() && row.get().path("~message") instanceof ObjectNode message) {
      Messages.post(scene, channel.get(), message.deepCopy(), false);
    }
  }

  private static Reply list(Call call) {
    Cursors.Page page =
        Cursors.page(
            call,
            "scheduled",
            call.text("channel")
                .map(channel -> Selection.all().where(row -> channel(row).equals(channel)))
                .orElse(Selection.all()),
            100);
    ObjectNode body = SlackCode.ok(call);
    ArrayNode rows = body.putArray("scheduled_messages");
    page.rows().forEach(row -> rows.add(Messages.shown(row)));
    page.addTo(body);
    return Reply.json(200, body);
  }

  private static String channel(ObjectNode row) {
    return row.path("channel_id").asText();
  }

  private static Reply delete(Call call) {
    String id = call.text("scheduled_message_id").orElse("");
    ObjectNode row =
        call.find("scheduled", id)
            .filter(one -> channel(one).equals(call.text("channel").orElse("")))
            .orElseThrow(() -> SlackCode.failed("invalid_scheduled_message_id"));
    call.remove("scheduled", row.path("id").asText());
    return SlackCode.done(call);
  }
}
