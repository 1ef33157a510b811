package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import java.util.List;
import java.util.Locale;

/** The workspace's people, and a way to let them write. */
final class People {

  private People() {}

  static void setUp(Setup setup) {
    setup.operation("users.list", People::list);
    setup.operation("users.info", call -> answer(call, user(call, call.text("user").orElse(""))));
    setup.operation("users.lookupByEmail", People::byEmail);
    setup.operation("people.post", People::post);
  }

  private static ObjectNode user(Call call, String id) {
    return call.find("user", id).orElseThrow(() -> SlackCode.failed("user_not_found"));
  }

  /** Refuses an id that is nobody's. */
  static void mustKnow(Call call, String id) {
    if (call.find("user", id).isEmpty()) {
      throw SlackCode.failed("user_not_found");
    }
  }

  private static Reply answer(Call call, ObjectNode user) {
    ObjectNode body = SlackCode.ok(call);
    body.set("user", Hidden.without(user));
    return Reply.json(200, body);
  }

  private static Reply list(Call call) {
    // without a limit all of them come
    Cursors.Page page = Cursors.page(call, "user", Selection.all(), 1_000);
    ObjectNode body = SlackCode.ok(call);
    ArrayNode members = body.putArray("members");
    page.rows().forEach(row -> members.add(Hidden.without(row)));
    body.put("cache_ts", call.now().getEpochSecond());
    page.addTo(body);
    return Reply.json(200, body);
  }

  private static Reply byEmail(Call call) {
    String email = call.text("email").orElse("").toLowerCase(Locale.ROOT);
    List<ObjectNode> found = call.list("user", Selection.of("~email", email).atMost(1)).rows();
    if (found.isEmpty()) {
      throw SlackCode.failed("users_not_found");
    }
    return answer(call, found.getFirst());
  }

  /** What a person types in Slack's own client. */
  private static Reply post(Call call) {
    String author = user(call, call.path("user")).path("id").asText();
    String to = call.text("channel").orElse("");
    // to the bot's user goes the person's direct message with it
    ObjectNode channel =
        Conversations.target(call, to.equals(SlackCode.botUser(call)) ? author : to);
    if (!Members.isIn(channel, author)) {
      throw SlackCode.failed("not_in_channel");
    }
    ObjectNode message = call.object().put("user", author);
    message.put("client_msg_id", call.random("0123456789abcdef", 32));
    message.put("text", call.text("text").orElseThrow(() -> SlackCode.failed("no_text")));
    call.text("thread_ts").ifPresent(thread -> message.put("thread_ts", thread));
    Chat.inThread(call, channel, message);
    ObjectNode posted = Messages.post(call, channel, message, false);
    ObjectNode body = SlackCode.ok(call);
    body.put("channel", channel.path("id").asText()).put("ts", posted.path("ts").asText());
    return Reply.json(200, body);
  }
}
