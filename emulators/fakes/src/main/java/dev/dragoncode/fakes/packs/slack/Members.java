package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.util.ArrayList;
import java.util.List;

/** Who is in a conversation. */
final class Members {

  private Members() {}

  static void setUp(Setup setup) {
    setup.operation("conversations.join", Members::join);
    setup.operation("conversations.leave", Members::leave);
    setup.operation("conversations.invite", Members::invite);
    setup.operation("conversations.kick", Members::kick);
    setup.operation("conversations.members", Members::list);
  }

  static boolean isIn(ObjectNode channel, String user) {
    return of(channel).contains(user);
  }

  static List<String> of(ObjectNode channel) {
    List<String> members = new ArrayList<>();
    channel.path("~members").forEach(member -> members.add(member.asText()));
    return members;
  }

  private static ObjectNode set(Scene scene, ObjectNode channel, List<String> members) {
    return scene.change(
        "channel",
        channel.path("id").asText(),
        copy -> {
          ArrayNode list = copy.putArray("~members");
          members.forEach(list::add);
        });
  }

  private static ObjectNode channel(Call call) {
    ObjectNode channel = Conversations.named(call, call.text("channel").orElse(""));
    if (channel.path("is_archived").asBoolean()) {
      throw SlackCode.failed("is_archived");
    }
    return channel;
  }

  private static ObjectNode with(Scene scene, ObjectNode channel, String user) {
    List<String> members = of(channel);
    if (members.contains(user)) {
      return channel;
    }
    members.add(user);
    ObjectNode changed = set(scene, channel, members);
    SlackEvents.member(scene, "member_joined_channel", changed, user);
    return changed;
  }

  private static Reply join(Call call) {
    ObjectNode channel = channel(call);
    if (channel.path("is_private").asBoolean() || channel.path("is_im").asBoolean()) {
      throw SlackCode.failed("method_not_supported_for_channel_type");
    }
    boolean already = isIn(channel, SlackCode.botUser(call));
    ObjectNode changed = with(call, channel, SlackCode.botUser(call));
    ObjectNode body = SlackCode.ok(call);
    body.set("channel", Conversations.shown(call, changed));
    if (already) {
      body.put("warning", "already_in_channel");
      body.putObject("response_metadata").putArray("warnings").add("already_in_channel");
    }
    return Reply.json(200, body);
  }

  private static Reply leave(Call call) {
    ObjectNode channel = channel(call);
    if (channel.path("is_general").asBoolean()) {
      throw SlackCode.failed("cant_leave_general");
    }
    String user = SlackCode.botUser(call);
    if (!isIn(channel, user)) {
      return Reply.json(200, call.object().put("ok", false).put("not_in_channel", true));
    }
    without(call, channel, user);
    return SlackCode.done(call);
  }

  private static void without(Scene scene, ObjectNode channel, String user) {
    List<String> members = of(channel);
    members.remove(user);
    ObjectNode changed = set(scene, channel, members);
    SlackEvents.member(scene, "member_left_channel", changed, user);
  }

  private static Reply invite(Call call) {
    ObjectNode channel = own(call);
    for (String user : call.text("users").orElse("").split("\\s*,\\s*", -1)) {
      People.mustKnow(call, user);
      if (user.equals(SlackCode.botUser(call))) {
        throw SlackCode.failed("cant_invite_self");
      }
      if (isIn(channel, user)) {
        throw SlackCode.failed("already_in_channel");
      }
      channel = with(call, channel, user);
    }
    ObjectNode body = SlackCode.ok(call);
    body.set("channel", Conversations.shown(call, channel));
    return Reply.json(200, body);
  }

  private static ObjectNode own(Call call) {
    ObjectNode channel = channel(call);
    if (!isIn(channel, SlackCode.botUser(call))) {
      throw SlackCode.failed("not_in_channel");
    }
    return channel;
  }

  private static Reply kick(Call call) {
    ObjectNode channel = own(call);
    String user = call.text("user").orElse("");
    People.mustKnow(call, user);
    if (user.equals(SlackCode.botUser(call))) {
      throw SlackCode.failed("cant_kick_self");
    }
    if (channel.path("is_general").asBoolean()) {
      throw SlackCode.failed("cant_kick_from_general");
    }
    if (!isIn(channel, user)) {
      throw SlackCode.failed("not_in_channel");
    }
    without(call, channel, user);
    return SlackCode.done(call);
  }

  private static Reply list(Call call) {
    List<String> members = of(Conversations.named(call, call.text("channel").orElse("")));
    int from = Cursors.given(call).map(last -> members.indexOf(last) + 1).orElse(0);
    int to = Math.min(members.size(), from + Cursors.limit(call, 100));
    ObjectNode body = SlackCode.ok(call);
    ArrayNode shown = body.putArray("members");
    members.subList(from, to).forEach(shown::add);
    String next = to < members.size() ? Cursors.of(members.get(to - 1)) : "";
    JsonNode metadata = call.object().put("next_cursor", next);
    body.set("response_metadata", metadata);
    return Reply.json(200, body);
  }
}
