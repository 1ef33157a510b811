package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes the request of a mapping: method, address and body. Where a secret stood, any value is
 * right, since nobody is to know it when it is replayed.
 */
final class RequestWriter {

  private static final String SOMETHING = ".+";
  private static final String ANY_STRING = "${json-unit.any-string}";

  private final Secrecy secrecy;

  RequestWriter(Secrecy secrecy) {
    this.secrecy = secrecy;
  }

  /** Notes the secrets of a request. */
  void learn(Asked asked) {
    asked
        .request()
        .headers()
        .keySet()
        .forEach(name -> asked.header(name).forEach(value -> secrecy.learnHeader(name, value)));
    learn(asked.request().query());
    learn(asked.form());
    if (asked.form().isEmpty()) {
      asked.body().json().ifPresent(secrecy::learn);
    }
  }

  private void learn(Map<String, List<String>> values) {
    values.forEach((name, each) -> {
      if (SecretNames.parameter(name)) {
        each.forEach(value -> {
          var _ = secrecy.learn(value);
        });
      }
    });
  }

  ObjectNode request(Asked asked) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("method", asked.request().method());
    url(asked, request);
    if (asked.body().there()) {
      body(asked, request);
    }
    return request;
  }

  private void url(Asked asked, ObjectNode request) {
    String path = asked.rawPath();
    String target = asked.target();
    boolean pathHidden = !secrecy.text(path).equals(path);
    boolean queryHidden =
        !secrecy.text(target).equals(target)
            || asked.request().query().keySet().stream().anyMatch(SecretNames::parameter);
    if (!pathHidden && !queryHidden) {
      request.put("url", target);
      return;
    }
    if (pathHidden) {
      StringBuilder pattern = new StringBuilder();
      for (String segment : path.replaceFirst("^/", "").split("/", -1)) {
        pattern
            .append('/')
            .append(secrecy.text(segment).equals(segment) ? quoted(segment) : "[^/]+");
      }
      request.put("urlPathPattern", pattern.toString());
    } else {
      request.put("urlPath", path);
    }
    values(request, "queryParameters", asked.request().query());
  }

  /** A text as a regular expression, without marks where it has none of theirs. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_%-]*") ? text : Pattern.quote(text);
  }

  private void values(ObjectNode request, String member, Map<String, List<String>> values) {
    if (values.isEmpty()) {
      return;
    }
    ObjectNode written = request.putObject(member);
    values.forEach((name, each) -> {
      if (each.size() == 1) {
        written.set(name, value(name, each.getFirst()));
      } else {
        ArrayNode exactly = written.putObject(name).putArray("hasExactly");
        each.forEach(value -> exactly.add(value(name, value)));
      }
    });
  }

  private JsonNode value(String name, String value) {
    boolean hidden = SecretNames.parameter(name) || !secrecy.text(value).equals(value);
    return JsonNodeFactory.instance
        .objectNode()
        .put(hidden ? "matches" : "equalTo", hidden ? SOMETHING : value);
  }

  private void body(Asked asked, ObjectNode request) {
    if (!asked.form().isEmpty()) {
      values(request, "formParameters", asked.form());
      return;
    }
    if (!asked.pieces().isEmpty()) {
      // its boundary is another one each time
      return;
    }
    Optional<JsonNode> json = asked.body().json().filter(JsonNode::isContainerNode);
    ArrayNode patterns = request.putArray("bodyPatterns");
    if (json.isPresent()) {
      patterns
          .addObject()
          .<ObjectNode>set(
              "equalToJson",
              Secrecy.walked(
                  json.get(),
                  secret -> secret.isEmpty() ? secret : ANY_STRING,
                  text -> secrecy.text(text).equals(text) ? text : ANY_STRING));
      return;
    }
    Optional<String> text = text(asked.request().body());
    if (text.isEmpty()) {
      patterns
          .addObject()
          .put("binaryEqualTo", Base64.getEncoder().encodeToString(asked.request().body()));
    } else if (!secrecy.text(text.get()).equals(text.get())) {
      request.remove("bodyPatterns");
    } else {
      patterns.addObject().put(isXml(asked) ? "equalToXml" : "equalTo", text.get());
    }
  }

  private static boolean isXml(Asked asked) {
    return asked
            .request()
            .header("content-type")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .contains("xml")
        && asked.body().xml().isPresent();
  }

  /** Bytes as the text that they are; empty where they are none. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString())
          .filter(text -> text.indexOf('\0') < 0);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
