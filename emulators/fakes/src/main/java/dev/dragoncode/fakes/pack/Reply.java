package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What a pack answers. */
public sealed interface Reply {

  int status();

  /** Header names in lower case and their values. */
  Map<String, String> headers();

  /** The same reply with one more header. */
  Reply withHeader(String name, String value);

  /** A JSON document. */
  record Json(int status, Map<String, String> headers, JsonNode body) implements Reply {
    @Override
    public Json withHeader(String name, String value) {
      return new Json(status, plus(headers, name, value), body);
    }
  }

  /** Any other content, or none. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  record Content(int status, Map<String, String> headers, byte[] body) implements Reply {
    @Override
    public Content withHeader(String name, String value) {
      return new Content(status, plus(headers, name, value), body);
    }
  }

  /** Content that comes bit by bit. */
  record Stream(int status, Map<String, String> headers, List<Chunk> chunks) implements Reply {
    public Stream {
      chunks = List.copyOf(chunks);
    }

    @Override
    public Stream withHeader(String name, String value) {
      return new Stream(status, plus(headers, name, value), chunks);
    }
  }

  /**
   * A bit of a stream.
   *
   * @param after how long after the one before it comes
   */
  record Chunk(String text, Duration after) {}

  /**
   * An answer whose header lines, reason and pace are said as well.
   *
   * @param reason behind the status; empty for the usual one
   * @param lines in order, several of one name where it has several values
   * @param pieces how many the body comes in; 1 for whole
   * @param over how long the pieces take together
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  record Verbatim(
      int status, String reason, List<Line> lines, byte[] body, int pieces, Duration over)
      implements Reply {

    public Verbatim {
      lines = List.copyOf(lines);
    }

    @Override
    public Map<String, String> headers() {
      Map<String, String> headers = new LinkedHashMap<>();
      lines.forEach(line ->
          headers.merge(
              line.name().toLowerCase(Locale.ROOT), line.value(), (a, b) -> a + ", " + b));
      return headers;
    }

    @Override
    public Verbatim withHeader(String name, String value) {
      List<Line> more = new ArrayList<>(lines);
      more.add(new Line(name, value));
      return new Verbatim(status, reason, more, body, pieces, over);
    }
  }

  /** A line of an answer's head. */
  record Line(String name, String value) {}

  /** No answer, but a connection that breaks. */
  record Broken(How how) implements Reply {

    /** In what way. */
    public enum How {
      /** Closed without a byte. */
      EMPTY,
      /** Reset. */
      RESET,
      /** Bytes that are no HTTP, then closed. */
      GARBAGE,
      /** The head of a good answer, then bytes that are no chunk, then closed. */
      BAD_CHUNK
    }

    @Override
    public int status() {
      return 0;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    @Override
    public Broken withHeader(String name, String value) {
      return this;
    }
  }

  /** An answer that somebody else has to give first. Its own status and headers mean nothing. */
  record Later(CompletionStage<? extends Reply> reply) implements Reply {
    @Override
    public int status() {
      return 0;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    @Override
    public Later withHeader(String name, String value) {
      return new Later(reply.thenApply(r -> r.withHeader(name, value)));
    }
  }

  static Json json(int status, JsonNode body) {
    return new Json(status, Map.of(), body);
  }

  static Content empty(int status) {
    return new Content(status, Map.of(), new byte[0]);
  }

  /** A text of some type, such as {@code text/html}. */
  static Content text(int status, String type, String text) {
    return new Content(
        status,
        Map.of("content-type", type + "; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> plus(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return more;
  }
}
