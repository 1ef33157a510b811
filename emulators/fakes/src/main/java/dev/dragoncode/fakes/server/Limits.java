package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    synchronized (counts) {
      for (Limit limit : limits) {
        if (limit.besides() && covers(limit, operation, credential)) {
          Count count = counted(limit, operation, credential, now);
          if (on && count.used >= limit.requests()) {
            return Optional.of(new Verdict(limit, holes(limit, count, now), false));
          }
          count.used++;
        }
      }
      for (Limit limit : limits) {
        if (!limit.besides() && covers(limit, operation, credential)) {
          Count count = counted(limit, operation, credential, now);
          boolean allowed = !on || count.used < limit.requests();
          if (allowed) {
            count.used++;
          }
          return Optional.of(new Verdict(limit, holes(limit, count, now), allowed));
        }
      }
    }
    return Optional.empty();
  }

  /** How a caller stands with each limit that counts it, by the limit's name. */
  Map<String, ObjectNode> standing(Credential credential, Instant now) {
    Map<String, ObjectNode> standing = new LinkedHashMap<>();
    synchronized (counts) {
      for (Limit limit : limits) {
        if (!limit.perOperation()
            && !limit.besides()
            && limit.callers().matcher(credential.secret()).matches()) {
          Count count = counts.get(key(limit, "", credential));
          if (count == null || !now.isBefore(count.end)) {
            count = new Count();
            count.end = now.plus(limit.per());
          }
          standing.put(limit.name(), PackRuntime.object().setAll(holes(limit, count, now)));
        }
      }
    }
    return standing;
  }

  private static boolean covers(Limit limit, Pack.Operation operation, Credential credential) {
    return limit.operations().stream().anyMatch(o -> covers(o, operation.id()))
        && limit.callers().matcher(credential.secret()).matches();
  }

  /** The count of a window that is not over. */
  private Count counted(Limit limit, Pack.Operation operation, Credential credential, Instant now) {
    Count count = counts.computeIfAbsent(key(limit, operation.id(), credential), _ -> new Count());
    if (!now.isBefore(count.end)) {
      count.end = now.plus(limit.per());
      count.used = 0;
    }
    return count;
  }

  private static String key(Limit limit, String operation, Credential credential) {
    return limit.name()
        + " "
        + (limit.perOperation() ? operation : "")
        + " "
        + (limit.perCredential() ? credential.secret() : "");
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
