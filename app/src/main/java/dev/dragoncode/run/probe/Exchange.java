package dev.dragoncode.run.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a service was sent, and its answer.
 *
 * @param status 0 where there was none
 * @param headers of the answer, names in lower case
 * @param body of the answer, its beginning
 */
public record Exchange(
    String method,
    String path,
    int status,
    Map<String, List<String>> headers,
    String body,
    Duration took) {

  public Exchange {
    headers = Map.copyOf(headers);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** Whether the service blames the request. */
  public boolean refused() {
    return status >= 400 && status < 500;
  }

  /** Such as {@code GET /orders: 401}. */
  public String shown() {
    return method + " " + path + ": " + said();
  }

  /** Its status, or that there was none. */
  String said() {
    return status == 0 ? "no answer" : Integer.toString(status);
  }
}
