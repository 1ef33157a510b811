package dev.dragoncode.fakes.packs.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Slack's pages: https://docs.slack.dev/apis/web-api/pagination. */
final class Cursors {

  private static final int MOST = 1_000;
  private static final String PREFIX = "next:";

  private Cursors() {}

  /**
   * A page.
   *
   * @param next the cursor of the next one; empty for none
   */
  record Page(List<ObjectNode> rows, String next) {

    void addTo(ObjectNode body) {
      body.putObject("response_metadata").put("next_cursor", next);
    }
  }

  static int limit(Call call, int usual) {
    int limit = call.input().path("limit").asInt(usual);
    // 0 stands for the usual number
    return limit == 0 ? usual : Math.clamp(limit, 1, MOST);
  }

  /** Where the cursor of a request points to. */
  static Optional<String> given(Call call) {
    Optional<String> cursor = call.text("cursor");
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getDecoder().decode(cursor.get()), StandardCharsets.UTF_8);
      if (text.startsWith(PREFIX)) {
        return Optional.of(text.substring(PREFIX.length()));
      }
    } catch (IllegalArgumentException e) {
      throw SlackCode.failed("invalid_cursor");
    }
    throw SlackCode.failed("invalid_cursor");
  }

  static String of(String key) {
    return Base64.getEncoder().encodeToString((PREFIX + key).getBytes(StandardCharsets.UTF_8));
  }

  /** A page of rows that have an id. */
  static Page page(Call call, String resource, Selection all, int usual) {
    Selection selection = all.atMost(limit(call, usual));
    Optional<String> after = given(call);
    if (after.isPresent()) {
      selection = selection.after(after.get());
    }
    Slice slice = call.list(resource, selection);
    return new Page(
        slice.rows(), slice.more() ? of(slice.rows().getLast().path("id").asText()) : "");
  }
}
