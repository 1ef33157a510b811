package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;

/** Emoji on messages: https://docs.slack.dev/reference/methods/reactions.add. */
final class Reactions {

  private Reactions() {}

  static void setUp(Setup setup) {
    setup.operation("reactions.add", Reactions::add);
    setup.operation("reactions.remove", Reactions::remove);
    setup.operation("reactions.get", Reactions::get);
  }

  private static ObjectNode message(Call call) {
    if (call.text("channel").isEmpty() || call.text("timestamp").isEmpty()) {
      throw SlackCode.failed("no_item_specified");
    }
    ObjectNode channel = Conversations.named(call, call.text("channel").orElse(""));
    return Messages.find(call, channel.path("id").asText(), call.text("timestamp").orElse(""))
        .orElseThrow(() -> SlackCode.failed("message_not_found"));
  }

  private static String name(Call call) {
    String name = call.text("name").orElse("").replaceAll("^:|:$", "");
    if (!name.matches("[\\w+'-]+(::skin-tone-[2-6])?")) {
      throw SlackCode.failed("invalid_name");
    }
    return name;
  }

  private static Reply add(Call call) {
    ObjectNode message = message(call);
    String name = name(call);
    String user = SlackCode.botUser(call);
    if (has(message, name, user)) {
      throw SlackCode.failed("already_reacted");
    }
    change(call, message, name, user, true);
    SlackEvents.reaction(call, "reaction_added", message, name);
    return SlackCode.done(call);
  }

  private static Reply remove(Call call) {
    ObjectNode message = message(call);
    String name = name(call);
    String user = SlackCode.botUser(call);
    if (!has(message, name, user)) {
      throw SlackCode.failed("no_reaction");
    }
    change(call, message, name, user, false);
    SlackEvents.reaction(call, "reaction_removed", message, name);
    return SlackCode.done(call);
  }

  private static boolean has(ObjectNode message, String name, String user) {
    for (JsonNode reaction : message.path("reactions")) {
      if (reaction.path("name").asText().equals(name)) {
        return reaction.path("users").valueStream().anyMatch(one -> one.asText().equals(user));
      }
    }
    return false;
  }

  private static void change(Call call, ObjectNode message, String name, String user, boolean add) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    boolean known = false;
    for (JsonNode reaction : message.path("reactions")) {
      ArrayNode users = JsonNodeFactory.instance.arrayNode();
      boolean same = reaction.path("name").asText().equals(name);
      known |= same;
      for (JsonNode one : reaction.path("users")) {
        if (!same || !one.asText().equals(user)) {
          users.add(one);
        }
      }
      if (same && add) {
        users.add(user);
      }
      append(all, reaction.path("name").asText(), users);
    }
    if (!known && add) {
      append(all, name, JsonNodeFactory.instance.arrayNode().add(user));
    }
    call.change(
        "message",
        Messages.key(message.path("~channel").asText(), message.path("ts").asText()),
        copy -> {
          if (all.isEmpty()) {
            copy.remove("reactions");
          } else {
            copy.set("reactions", all);
          }
        });
  }

  private static void append(ArrayNode all, String name, ArrayNode users) {
    if (!users.isEmpty()) {
      ObjectNode reaction = all.addObject().put("name", name);
      reaction.set("users", users);
      reaction.put("count", users.size());
    }
  }

  private static Reply get(Call call) {
    ObjectNode message = message(call);
    ObjectNode body = SlackCode.ok(call).put("type", "message");
    body.put("channel", message.path("~channel").asText());
    body.set("message", Messages.shown(message));
    return Reply.json(200, body);
  }
}
