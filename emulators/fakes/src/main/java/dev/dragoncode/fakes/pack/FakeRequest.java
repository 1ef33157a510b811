package dev.dragoncode.fakes.pack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param target path and query as they came, not decoded
 * @param path decoded, without the query
 * @param query decoded, in the order of the address
 * @param headers by lower-case name; several of one name are joined by commas
 * @param repeated the single values of headers that came several times, by lower-case name
 * @param body never changed
 */
@SuppressWarnings("ArrayRecordComponent") // a body is megabytes at times; nobody changes it
public record FakeRequest(
    String method,
    String target,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    Map<String, List<String>> repeated,
    byte[] body) {

  /** A header's value. */
  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** The first value of a name of the query. */
  public Optional<String> queryValue(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
