package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Template;
import dev.dragoncode.fakes.state.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts refusals into the vendor's words, and the vendor's headers on answers. */
final class VendorReplies {

  /** Says why, where the vendor's own form has no place for it. */
  private static final String REASON = "x-dragoncode-reason";

  private final Pack pack;

  VendorReplies(Pack pack) {
    this.pack = pack;
  }

  /** The vendor's body for a refusal. */
  Reply refuse(Stage stage, Refusal refusal) {
    Pack.VendorError error = pack.errors().get(refusal.error());
    if (error == null) {
      return Reply.text(
          refusal.error().equals("no_route") || refusal.error().equals("not_found") ? 404 : 400,
          "text/plain",
          refusal.error() + " " + refusal.values() + "\n");
    }
    Map<String, JsonNode> holes = new LinkedHashMap<>();
    refusal.values().properties().forEach(e -> holes.put(e.getKey(), e.getValue()));
    Template.Scope scope = stage.scope(holes);
    JsonNode body = error.body().render(scope);
    Reply reply =
        body.isTextual()
            ? Reply.text(error.status(), "text/plain", body.asText())
            : Reply.json(error.status(), body);
    for (Map.Entry<String, Template> header : error.headers().entrySet()) {
      reply = reply.withHeader(header.getKey(), header.getValue().render(scope).asText());
    }
    return reply;
  }

  /** What answers a request whose rows do not fit any more: the vendor's error {@code full}. */
  Reply full(Stage stage, Rows.Full full) {
    Reply reply =
        pack.errors().containsKey("full")
            ? refuse(stage, Refusal.of("full").with("message", full.reason()))
            : full(full);
    return reply.withHeader(REASON, full.reason());
  }

  static Reply full(Rows.Full full) {
    return Reply.text(507, "text/plain", full.reason() + "\n");
  }

  /** With the headers of a limit that has counted the request. */
  Reply limited(Stage stage, Reply reply, Optional<Limits.Verdict> counted) {
    Reply result = reply;
    if (counted.isPresent()) {
      Template.Scope scope = stage.scope(counted.get().holes());
      for (Map.Entry<String, Template> header : counted.get().limit().headers().entrySet()) {
        result = result.withHeader(header.getKey(), header.getValue().render(scope).asText());
      }
    }
    return result;
  }

  /** With the headers of every answer; those that the reply has itself stay. */
  Reply finished(Stage stage, Reply reply) {
    Reply result = reply;
    Template.Scope scope = stage::common;
    for (Map.Entry<String, Template> header : pack.headers().entrySet()) {
      if (!reply.headers().containsKey(header.getKey())) {
        result = result.withHeader(header.getKey(), header.getValue().render(scope).asText());
      }
    }
    return result;
  }
}
