package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Reply.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Writes the response of a mapping, without secrets and without what belongs to one moment. */
final class ResponseWriter {

  /** What is another one each time, or is for the server that replays to say. */
  private static final Set<String> VOLATILE =
      Set.of(
          "date",
          "age",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "alt-svc",
          "nel",
          "report-to",
          "server-timing");

  /** What stays in a mapping, and does not make an answer another one. */
  private static final List<String> INCIDENTAL =
      List.of(
          "request-id",
          "requestid",
          "trace",
          "ratelimit",
          "rate-limit",
          "cf-ray",
          "runtime",
          "x-amz");

  /** Larger bodies stand in files of their own. */
  private static final int INLINE = 4 << 10;

  private final Secrecy secrecy;
  private final String base;

  /**
   * A writer.
   *
   * @param base the address of the API, which answers are to name no more; empty for none
   */
  ResponseWriter(Secrecy secrecy, String base) {
    this.secrecy = secrecy;
    this.base = base;
  }

  /**
   * A response.
   *
   * @param file the content of its body's own file; empty where the body stands in the mapping
   * @param ending of that file's name
   */
  record Written(ObjectNode response, Optional<byte[]> file, String ending) {

    /** What makes it another one than others. */
    String identity() {
      ObjectNode plain = response.deepCopy();
      if (plain.get("headers") instanceof ObjectNode headers) {
        List<String> names = new ArrayList<>();
        headers.fieldNames().forEachRemaining(names::add);
        names.stream()
            .filter(name -> INCIDENTAL.stream().anyMatch(Expectation.header(name)::contains))
            .forEach(headers::remove);
      }
      plain.remove("bodyFileName");
      return plain + file.map(bytes -> Base64.getEncoder().encodeToString(bytes)).orElse("");
    }
  }

  /** The body of an answer, unpacked where it was packed. */
  static byte[] unpacked(List<Line> lines, byte[] body) {
    boolean packed =
        lines.stream()
            .anyMatch(line ->
                line.name().equalsIgnoreCase("content-encoding")
                    && line.value().toLowerCase(Locale.ROOT).contains("gzip"));
    if (!packed || body.length == 0) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] whole = in.readNBytes(Forward.MOST_BYTES + 1);
      if (whole.length > Forward.MOST_BYTES) {
        throw new IllegalArgumentException(
            "the answer unpacks to more than %d MB".formatted(Forward.MOST_BYTES >> 20));
      }
      return whole;
    } catch (IOException e) {
      throw new IllegalArgumentException("the answer says that it is packed, and is not", e);
    }
  }

  /** Notes the secrets of an answer. */
  void learn(List<Line> lines, byte[] body) {
    lines.forEach(line -> secrecy.learnHeader(line.name(), line.value()));
    Seen.of(body).json().ifPresent(secrecy::learn);
  }

  Written response(int status, List<Line> lines, byte[] body) {
    ObjectNode response = JsonNodeFactory.instance.objectNode().put("status", status);
    boolean[] template = {false};
    headers(response, lines, template);
    Optional<String> text = RequestWriter.text(body);
    if (text.isEmpty()) {
      return body.length > INLINE
          ? new Written(response, Optional.of(body), "bin")
          : new Written(
              response.put("base64Body", Base64.getEncoder().encodeToString(body)),
              Optional.empty(),
              "");
    }
    Optional<JsonNode> json = Seen.of(body).json().filter(JsonNode::isContainerNode);
    String clean = clean(text.get(), json);
    String written = own(clean, template);
    if (template[0]) {
      response.putArray("transformers").add("response-template");
    }
    if (written.length() > INLINE) {
      return new Written(
          response,
          Optional.of(written.getBytes(StandardCharsets.UTF_8)),
          json.isPresent() ? "json" : "txt");
    }
    if (!written.isEmpty()) {
      response.put("body", written);
    }
    return new Written(response, Optional.empty(), "");
  }

  /** As it came, where there is no secret in it. */
  private String clean(String text, Optional<JsonNode> json) {
    if (json.isEmpty()) {
      return secrecy.text(text);
    }
    JsonNode without = secrecy.json(json.get());
    return without.equals(json.get()) ? secrecy.text(text) : secrecy.text(without.toString());
  }

  private void headers(ObjectNode response, List<Line> lines, boolean[] template) {
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    for (Line line : lines) {
      if (VOLATILE.contains(Expectation.header(line.name()))) {
        continue;
      }
      String value = own(secrecy.header(line.name(), line.value()), template);
      JsonNode before = headers.get(line.name());
      if (before instanceof ArrayNode several) {
        several.add(value);
      } else if (before != null) {
        headers.putArray(line.name()).add(before).add(value);
      } else {
        headers.put(line.name(), value);
      }
    }
    if (!headers.isEmpty()) {
      response.set("headers", headers);
    }
  }

  /** The text with its own address for the API's, so that links lead to where it is replayed. */
  private String own(String text, boolean[] template) {
    if (base.isEmpty() || !text.contains(base) || text.contains("{{")) {
      return text;
    }
    template[0] = true;
    return text.replace(base, "{{request.baseUrl}}");
  }
}
