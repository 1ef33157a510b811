package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.util.Optional;

/** The methods of https://docs.slack.dev/reference/methods that begin with chat. */
final class Chat {

  /** https://docs.slack.dev/changelog/2018-truncating-really-long-messages. */
  private static final int LONGEST = 40_000;

  private Chat() {}

  static void setUp(Setup setup) {
    setup.operation("chat.postMessage", Chat::post);
    setup.operation("chat.postEphemeral", Chat::whisper);
    setup.operation("chat.update", Chat::update);
    setup.operation("chat.delete", Chat::delete);
    setup.operation("chat.getPermalink", Chat::permalink);
  }

  /** What a request says of a message: text, blocks, attachments, author, thread. */
  static ObjectNode content(Scene scene, ObjectNode input) {
    ObjectNode message = Messages.byBot(scene);
    fill(message, input);
    String thread = input.path("thread_ts").asText("");
    if (!thread.isEmpty()) {
      message.put("thread_ts", thread);
    }
    if (input.has("username")) {
      message.put("username", input.path("username").asText()).put("subtype", "bot_message");
    }
    if (input.has("icon_emoji")) {
      message.putObject("icons").put("emoji", input.path("icon_emoji").asText());
    }
    SlackCode.structure(input.path("metadata"), "metadata_must_be_sent_as_json")
        .ifPresent(metadata -> message.set("metadata", metadata));
    return message;
  }

  private static void fill(ObjectNode message, ObjectNode input) {
    String text = input.path("text").asText("");
    Optional<JsonNode> blocks = SlackCode.structure(input.path("blocks"), "invalid_blocks_format");
    Optional<JsonNode> attachments =
        SlackCode.structure(input.path("attachments"), "invalid_attachments");
    if (text.isEmpty() && blocks.isEmpty() && attachments.isEmpty()) {
      throw SlackCode.failed("no_text");
    }
    if (blocks.isPresent() && !blocks.get().isArray()) {
      throw SlackCode.failed("invalid_blocks_format");
    }
    message.put("text", text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    blocks.ifPresent(value -> message.set("blocks", value));
    attachments.ifPresent(value -> message.set("attachments", value));
  }

  private static Reply post(Call call) {
    ObjectNode channel = Conversations.writable(call, call.text("channel").orElse(""));
    ObjectNode message = content(call, call.input());
    inThread(call, channel, message);
    boolean broadcast =
        message.has("thread_ts") && call.input().path("reply_broadcast").asBoolean();
    ObjectNode posted = Messages.post(call, channel, message, broadcast);
    ObjectNode body = SlackCode.ok(call);
    body.put("channel", channel.path("id").asText()).put("ts", posted.path("ts").asText());
    body.set("message", Messages.shown(posted));
    return Reply.json(200, body);
  }

  /** The message that is answered has to be there; an answer to an answer goes to its parent. */
  static void inThread(Scene scene, ObjectNode channel, ObjectNode message) {
    String thread = message.path("thread_ts").asText("");
    if (thread.isEmpty()) {
      return;
    }
    ObjectNode parent =
        Messages.find(scene, channel.path("id").asText(), thread)
            .orElseThrow(() -> SlackCode.failed("thread_not_found"));
    message.put("thread_ts", parent.path("thread_ts").asText(thread));
  }

  private static Reply whisper(Call call) {
    ObjectNode channel = Conversations.writable(call, call.text("channel").orElse(""));
    String user = call.text("user").orElse("");
    if (!Members.isIn(channel, user)) {
      throw SlackCode.failed("user_not_in_channel");
    }
    content(call, call.input());
    return Reply.json(200, SlackCode.ok(call).put("message_ts", Messages.stamp(call)));
  }

  private static ObjectNode own(Call call, String stranger) {
    ObjectNode channel = Conversations.named(call, call.text("channel").orElse(""));
    ObjectNode message =
        Messages.find(call, channel.path("id").asText(), call.text("ts").orElse(""))
            .orElseThrow(() -> SlackCode.failed("message_not_found"));
    if (!message.path("user").asText().equals(SlackCode.botUser(call))) {
      throw SlackCode.failed(stranger);
    }
    return message;
  }

  private static Reply update(Call call) {
    ObjectNode before = own(call, "cant_update_message");
    String channel = before.path("~channel").asText();
    String ts = before.path("ts").asText();
    ObjectNode changed =
        call.change(
            "message",
            Messages.key(channel, ts),
            copy -> {
              fill(copy, call.input());
              copy.putObject("edited")
                  .put("user", SlackCode.botUser(call))
                  .put("ts", Messages.stamp(call));
            });
    SlackEvents.changed(call, channel, before, changed);
    ObjectNode body = SlackCode.ok(call).put("channel", channel).put("ts", ts);
    body.put("text", changed.path("text").asText());
    body.set("message", Messages.shown(changed));
    return Reply.json(200, body);
  }

  private static Reply delete(Call call) {
    ObjectNode message = own(call, "cant_delete_message");
    Messages.remove(call, message);
    String channel = message.path("~channel").asText();
    SlackEvents.deleted(call, channel, message);
    return Reply.json(
        200, SlackCode.ok(call).put("channel", channel).put("ts", message.path("ts").asText()));
  }

  private static Reply permalink(Call call) {
    ObjectNode channel = Conversations.named(call, call.text("channel").orElse(""));
    String id = channel.path("id").asText();
    String ts = call.text("message_ts").orElse("");
    if (Messages.find(call, id, ts).isEmpty()) {
      throw SlackCode.failed("message_not_found");
    }
    String link =
        "https://%s.slack.com/archives/%s/p%s"
            .formatted(call.value("team").path("domain").asText(), id, ts.replace(".", ""));
    return Reply.json(200, SlackCode.ok(call).put("channel", id).put("permalink", link));
  }
}
