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
 * @param fault the fault that was played; empty for none
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

  /** Roughly what it holds in memory. */
  int weight() {
    return 600 + request.body().length + body.length + 400 * changes.size();
  }
}
