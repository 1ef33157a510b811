package dev.dragoncode.fakes.packs.postmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.util.function.Function;

/** Postmark's API, put together from its parts. */
public final class PostmarkCode implements PackCode {

  private static final int MOST = 500;

  @Override
  public void setUp(Setup setup) {
    Sending.setUp(setup);
    Bounces.setUp(setup);
    Templates.setUp(setup);
    Hooks.setUp(setup);
    setup.operation("server", call -> Reply.json(200, call.value("server")));
    // a body that is no object, of a single mail
    setup.objection((call, findings) -> {
      throw refused(402, "Invalid JSON: %s".formatted(findings.getFirst().sentence()));
    });
  }

  /** https://postmarkapp.com/developer/api/overview#error-codes. */
  static Refusal refused(int code, String message) {
    return Refusal.of("refused").with("code", IntNode.valueOf(code)).with("message", message);
  }

  /** A list by {@code count} and {@code offset}, under the name of its items. */
  static Reply page(
      Call call,
      String resource,
      String name,
      Selection all,
      Function<ObjectNode, ObjectNode> view) {
    int count = call.input().path("count").asInt(-1);
    if (count < 1 || count > MOST) {
      throw refused(
          600, "The 'count' parameter is required and is a number from 1 to %d.".formatted(MOST));
    }
    Slice slice = call.list(resource, all.skip(call.input().path("offset").asInt(0)).atMost(count));
    ObjectNode body = call.object();
    body.put("TotalCount", slice.total().orElseGet(() -> call.list(resource, all).rows().size()));
    ArrayNode items = body.putArray(name);
    slice.rows().forEach(row -> items.add(view.apply(row)));
    return Reply.json(200, body);
  }

  static Reply removed(Call call, String what) {
    return Reply.json(200, call.object().put("ErrorCode", 0).put("Message", what + " removed."));
  }
}
