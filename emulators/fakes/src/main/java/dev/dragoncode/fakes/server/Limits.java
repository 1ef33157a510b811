package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dragoncode.fakes.pack.Credential;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.Pack.Limit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts requests in the vendor's windows. Refuses only while it is switched on. */
final class Limits {

  /** More callers than a test has; beyond them the oldest counts begin anew. */
  private static final int MOST_COUNTS = 1_000;

  private final List<Limit> limits;
  private final Map<String, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_COUNTS;
        }
      };
  private volatile boolean on;

  private static final class Count {
    private Instant end = Instant.MIN;
    private int used;
  }

  /**
   * What a count came to.
   *
   * @param holes of the limit's headers and the error's body
   * @param allowed whether the request is within the limit
   */
  record Verdict(Limit limit, Map<String, JsonNode> holes, boolean allowed) {}

  Limits(List<Limit> limits) {
    this.limits = limits;
  }

  boolean on() {
    return on;
  }

  void switchTo(boolean state) {
    on = state;
    synchronized (counts) {
      counts.clear();
    }
  }

  /** Counts a request; empty where no limit is for it. */
  Optional<Verdict> count(Pack.Operation operation, Credential credential, Instant now) {
    Limit limit = null;
    for (Limit one : limits) {
      if (one.operations().stream().anyMatch(o -> covers(o, operation.id()))) {
        limit = one;
        break;
      }
    }
    if (limit == null) {
      return Optional.empty();
    }
    String key =
        limit.name()
            + " "
            + (limit.perOperation() ? operation.id() : "")
            + " "
            + (limit.perCredential() ? credential.secret() : "");
    synchronized (counts) {
      Count count = counts.computeIfAbsent(key, _ -> new Count());
      if (!now.isBefore(count.end)) {
        count.end = now.plus(limit.per());
        count.used = 0;
      }
      boolean allowed = !on || count.used < limit.requests();
      if (allowed) {
        count.used++;
      }
      return Optional.of(new Verdict(limit, holes(limit, count, now), allowed));
    }
  }

  private static Map<String, JsonNode> holes(Limit limit, Count count, Instant now) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    long wait = Math.max(1, count.end.getEpochSecond() - now.getEpochSecond());
    return Map.of(
        "limit", json.numberNode(limit.requests()),
        "limit.name", json.textNode(limit.name()),
        "used", json.numberNode(count.used),
        "remaining", json.numberNode(Math.max(0, limit.requests() - count.used)),
        "reset", json.numberNode(count.end.getEpochSecond()),
        "wait", json.numberNode(wait));
  }

  static boolean covers(String pattern, String operation) {
    return pattern.endsWith("*")
        ? operation.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(operation);
  }
}
