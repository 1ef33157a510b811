package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.Near;
import dev.dragoncode.fakes.state.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request, its answer and what it did.
 *
 * @param number counts up from 1 over all packs
 * @param operation the id of what was asked for; empty where nothing matched
 * @param fault the fault that was played, or why nothing more can be kept; empty for none
 * @param micros from the request's last byte to the answer's first, without played faults
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it
public record Exchange(
    long number,
    String pack,
    String namespace,
    Instant at,
    FakeRequest request,
    String operation,
    int status,
    Map<String, String> headers,
    byte[] body,
    long micros,
    List<Finding> findings,
    List<Change> changes,
    List<Near> near,
    String fault) {

  /** Roughly what it holds in memory, rows that it changed included. */
  int weight() {
    long weight = 900L + request.body().length + body.length;
    weight += weight(request.headers()) + weight(headers);
    for (Change change : changes) {
      weight += 120 + change.weight();
    }
    return (int) Math.min(Integer.MAX_VALUE / 2, weight);
  }

  private static long weight(Map<String, String> headers) {
    long weight = 0;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      weight += 100 + header.getKey().length() + header.getValue().length();
    }
    return weight;
  }
}
