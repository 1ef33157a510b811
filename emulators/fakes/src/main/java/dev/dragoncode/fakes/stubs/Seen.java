package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** A value of a request as expectations look at it; read as JSON or XML at most once. */
final class Seen {

  /** Numbers stay as they were written, and nothing may follow. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** What is not there at all. */
  static final Seen NOTHING = new Seen(null, new byte[0]);

  private final @Nullable String text;
  private final byte[] bytes;
  private boolean jsonRead;
  private Optional<JsonNode> json = Optional.empty();
  private boolean xmlRead;
  private Optional<Document> xml = Optional.empty();

  private Seen(@Nullable String text, byte[] bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  static Seen of(String text) {
    return new Seen(text, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A body; one without a byte is not there. */
  static Seen of(byte[] body) {
    return body.length == 0 ? NOTHING : new Seen(new String(body, StandardCharsets.UTF_8), body);
  }

  boolean there() {
    return text != null;
  }

  /** As text; empty where it is not there. */
  String text() {
    return text == null ? "" : text;
  }

  byte[] bytes() {
    return bytes;
  }

  Optional<JsonNode> json() {
    if (!jsonRead) {
      jsonRead = true;
      json = read();
    }
    return json;
  }

  private Optional<JsonNode> read() {
    try {
      return Optional.ofNullable(JSON.readTree(text())).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      // what is no JSON is a value like any other
      return Optional.empty();
    }
  }

  Optional<Document> xml() {
    if (!xmlRead) {
      xmlRead = true;
      xml = Xml.read(text());
    }
    return xml;
  }
}
