package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.util.Optional;

/** What was written: https://docs.slack.dev/reference/methods/conversations.history. */
final class History {

  private static final int USUAL = 100;
  private static final int USUAL_REPLIES = 1_000;

  private History() {}

  static void setUp(Setup setup) {
    setup.operation("conversations.history", History::history);
    setup.operation("conversations.replies", History::replies);
  }

  private static Reply history(Call call) {
    ObjectNode channel = readable(call);
    Selection selection =
        Selection.newest(Cursors.limit(call, USUAL)).where("~history", channel.path("id").asText());
    return answer(call, between(call, selection), true);
  }

  private static Reply replies(Call call) {
    String channel = readable(call).path("id").asText();
    ObjectNode message =
        Messages.find(call, channel, call.text("ts").orElse(""))
            .orElseThrow(() -> SlackCode.failed("thread_not_found"));
    String parent = message.path("thread_ts").asText(message.path("ts").asText());
    Selection selection =
        Selection.of("~thread", Messages.key(channel, parent))
            .atMost(Cursors.limit(call, USUAL_REPLIES));
    return answer(call, between(call, selection), false);
  }

  private static ObjectNode readable(Call call) {
    ObjectNode channel = Conversations.named(call, call.text("channel").orElse(""));
    if (!Members.isIn(channel, SlackCode.botUser(call))) {
      throw SlackCode.failed("not_in_channel");
    }
    return channel;
  }

  /** Messages of one channel have rising time stamps, so none older is looked at in vain. */
  private static Selection between(Call call, Selection all) {
    Optional<String> oldest = call.text("oldest");
    Optional<String> latest = call.text("latest").filter(ts -> !ts.equals("now"));
    boolean inclusive = call.input().path("inclusive").asBoolean();
    Selection selection = all;
    if (oldest.isPresent()) {
      long from = Messages.micros(oldest.get()) + (inclusive ? 0 : 1);
      selection =
          all.newestFirst()
              ? selection.until(row -> stamp(row) < from)
              : selection.where(row -> stamp(row) >= from);
    }
    if (latest.isPresent()) {
      long to = Messages.micros(latest.get()) - (inclusive ? 0 : 1);
      String key = Messages.key(call.text("channel").orElse(""), latest.get());
      selection =
          !inclusive && all.newestFirst() && call.find("message", key).isPresent()
              ? selection.after(key)
              : selection.where(row -> stamp(row) <= to);
    }
    return selection;
  }

  private static long stamp(ObjectNode row) {
    return Messages.micros(row.path("ts").asText());
  }

  private static Reply answer(Call call, Selection all, boolean history) {
    Selection selection = all;
    Optional<String> after = Cursors.given(call);
    if (after.isPresent()) {
      selection = selection.after(after.get());
    }
    Slice slice = call.list("message", selection);
    ObjectNode body = SlackCode.ok(call);
    ArrayNode messages = body.putArray("messages");
    slice.rows().forEach(row -> messages.add(Messages.shown(row)));
    body.put("has_more", slice.more());
    if (history) {
      body.put("pin_count", 0).putNull("channel_actions_ts").put("channel_actions_count", 0);
    }
    if (slice.more()) {
      ObjectNode last = slice.rows().getLast();
      String key = Messages.key(last.path("~channel").asText(), last.path("ts").asText());
      body.putObject("response_metadata").put("next_cursor", Cursors.of(key));
    }
    return Reply.json(200, body);
  }
}
