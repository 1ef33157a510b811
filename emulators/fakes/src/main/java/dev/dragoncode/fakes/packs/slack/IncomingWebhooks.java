package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.util.Optional;

/**
 * Messages by address alone:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 */
final class IncomingWebhooks {

  private static final String USUAL_CHANNEL = "general";

  private IncomingWebhooks() {}

  static void setUp(Setup setup) {
    setup.operation("incoming_webhook", IncomingWebhooks::post);
  }

  private static Reply post(Call call) {
    if (!call.path("team").equals(SlackCode.team(call))) {
      throw Refusal.of("no_hook").with("error", "no_team");
    }
    if (!call.path("bot").equals(call.value("bot").path("id").asText())) {
      throw Refusal.of("no_hook").with("error", "no_service");
    }
    try {
      ObjectNode payload = payload(call);
      ObjectNode channel =
          Conversations.target(call, payload.path("channel").asText(USUAL_CHANNEL));
      if (channel.path("is_archived").asBoolean()) {
        throw Refusal.of("hook_gone");
      }
      ObjectNode message = Chat.content(call, payload);
      message.put("subtype", "bot_message");
      Messages.post(call, channel, message, false);
      return Reply.text(200, "text/html", "ok");
    } catch (Refusal refusal) {
      // the same reasons as of the methods, told as plain text
      if (refusal.error().equals("failed")) {
        String error = refusal.values().path("error").asText();
        throw Refusal.of(error.equals("channel_not_found") ? "no_hook" : "hook")
            .with("error", error);
      }
      throw refusal;
    }
  }

  private static ObjectNode payload(Call call) {
    JsonNode form = call.input().path("payload");
    if (form.isMissingNode()) {
      return call.input();
    }
    Optional<JsonNode> parsed = SlackCode.structure(form, "invalid_payload");
    if (parsed.isPresent() && parsed.get() instanceof ObjectNode payload) {
      return payload;
    }
    throw Refusal.of("hook_payload");
  }
}
