package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers a repeated request as it was answered the first time. */
final class Idempotency {

  private static final String TABLE = "~idempotency";

  /** Beyond it the oldest answers are forgotten. */
  private static final int MOST = 10_000;

  private final Optional<Pack.Idempotency> rule;

  Idempotency(Optional<Pack.Idempotency> rule) {
    this.rule = rule;
  }

  /**
   * Does something once for each key.
   *
   * @param refuse makes the vendor's answer out of a refusal
   */
  Reply once(CallStage call, Supplier<Reply> action, Function<Refusal, Reply> refuse) {
    Optional<String> key =
        rule.flatMap(r -> call.request().header(r.header()))
            .filter(k -> call.request().method().equals("POST"));
    if (key.isEmpty()) {
      return action.get();
    }
    String id = call.credential().secret() + " " + key.get();
    Table table = call.world().table(TABLE);
    Optional<ObjectNode> before = table.find(id);
    long now = call.now().getEpochSecond();
    if (before.isPresent() && before.get().path("until").asLong() > now) {
      if (before.get().path("print").asLong() != print(call)) {
        throw Refusal.of("idempotency_mismatch").with("idempotency_key", key.get());
      }
      return replay(before.get());
    }
    Reply reply = answer(call, action, refuse);
    if (reply instanceof Reply.Json json) {
      table.remove(id);
      table.insert(id, row(id, json, print(call), now + rule.orElseThrow().keep().toSeconds()));
      if (table.size() > MOST) {
        table
            .list(Selection.all().atMost(1))
            .rows()
            .forEach(row -> table.remove(row.path("key").asText(id)));
      }
    }
    return reply;
  }

  /** An answer of the vendor, also where it is a no. */
  private static Reply answer(
      CallStage call, Supplier<Reply> action, Function<Refusal, Reply> refuse) {
    try {
      return action.get();
    } catch (Refusal refusal) {
      if (!refusal.keepsChanges()) {
        call.world().undo();
        call.outgoing().clear();
        call.world().begin();
      }
      return refuse.apply(refusal);
    }
  }

  private static long print(CallStage call) {
    return Objects.hash(
        call.request().method(), call.request().path(), Arrays.hashCode(call.request().body()));
  }

  private static ObjectNode row(String key, Reply.Json reply, long print, long until) {
    ObjectNode row = PackRuntime.object();
    row.put("key", key).put("print", print).put("until", until).put("status", reply.status());
    ObjectNode headers = row.putObject("headers");
    reply.headers().forEach(headers::put);
    row.set("body", reply.body());
    return row;
  }

  private static Reply replay(ObjectNode row) {
    Map<String, String> headers = new LinkedHashMap<>();
    row.path("headers").properties().forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
    headers.put("idempotent-replayed", "true");
    return new Reply.Json(row.path("status").asInt(), headers, row.path("body"));
  }
}
