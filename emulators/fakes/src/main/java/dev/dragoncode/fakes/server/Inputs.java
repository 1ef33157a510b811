package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Pack.BodyStyle;
import dev.dragoncode.fakes.state.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names and values of a request, whether they came as JSON, as a form or in the query. */
final class Inputs {

  /** Deeper than any vendor's form; a bound against {@code a[a[a[…}. */
  private static final int MOST_DEPTH = 16;

  /** More values than any vendor takes in a form. */
  private static final int MOST_FIELDS = 20_000;

  /** What is made of as many, such as empty objects, fits the heap beside all else. */
  private static final int MOST_TOKENS = 300_000;

  private static final JsonFactory BOUNDED =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
          .build();

  /**
   * What came.
   *
   * @param texts whether numbers came as texts
   */
  record Input(ObjectNode values, boolean texts) {}

  /** A body that is not what its type says. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  private Inputs() {}

  /**
   * Reads body and query.
   *
   * @throws Malformed if the body is no JSON where it should be
   */
  static Input of(FakeRequest request, BodyStyle style) throws Malformed {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    boolean texts = true;
    if (request.body().length > 0) {
      String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
      boolean form =
          type.contains("x-www-form-urlencoded") || (type.isEmpty() && style == BodyStyle.FORM);
      if (form) {
        form(request.text(), values);
      } else if (type.contains("json") || type.isEmpty()) {
        texts = false;
        values = json(request);
      } else if (type.contains("multipart/form-data")) {
        Multipart.read(request, values);
      }
    }
    // some clients send an empty object with every GET
    boolean bodyTexts = texts || values.isEmpty();
    for (var entry : request.query().entrySet()) {
      for (String value : entry.getValue()) {
        put(values, keys(entry.getKey()), value);
      }
    }
    return new Input(values, bodyTexts);
  }

  private static ObjectNode json(FakeRequest request) throws Malformed {
    try (JsonParser parser = BOUNDED.createParser(request.body())) {
      JsonNode body = Json.read(parser);
      if (parser.nextToken() != null) {
        throw new Malformed("Something follows on the value");
      }
      if (body instanceof ObjectNode object) {
        return object;
      }
      ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
      if (!body.isNull()) {
        wrapped.set("", body);
      }
      return wrapped;
    } catch (JsonProcessingException e) {
      throw new Malformed(e.getOriginalMessage());
    } catch (IOException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The values of a body that is a form of either kind. */
  static ObjectNode formOf(FakeRequest request) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    try {
      if (type.contains("multipart/form-data")) {
        Multipart.read(request, values);
      } else if (type.contains("x-www-form-urlencoded")) {
        form(request.text(), values);
      }
      return values;
    } catch (Malformed e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** Reads {@code a=1&b[c]=2&d[]=3} into nested names. */
  static void form(String text, ObjectNode values) throws Malformed {
    int at = 0;
    int fields = 0;
    while (at < text.length()) {
      int end = text.indexOf('&', at);
      end = end < 0 ? text.length() : end;
      if (end > at) {
        if (++fields > MOST_FIELDS) {
          throw new Malformed("The form has more than %d values.".formatted(MOST_FIELDS));
        }
        int equals = text.indexOf('=', at);
        int split = equals < 0 || equals > end ? end : equals;
        String value = split < end ? decoded(text.substring(split + 1, end)) : "";
        put(values, keys(decoded(text.substring(at, split))), value);
      }
      at = end + 1;
    }
  }

  /** One value of a form in the body; empty where the body is none. */
  static Optional<String> formValue(FakeRequest request, String name) {
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.contains("x-www-form-urlencoded")) {
      return Optional.empty();
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    try {
      form(request.text(), values);
    } catch (Malformed e) {
      return Optional.empty();
    }
    return Optional.ofNullable(values.get(name)).map(JsonNode::asText);
  }

  static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // no valid escape: taken as it is
      return text;
    }
  }

  static List<String> keys(String name) {
    int open = name.indexOf('[');
    if (open <= 0 || !name.endsWith("]")) {
      return List.of(name);
    }
    List<String> keys = new ArrayList<>();
    keys.add(name.substring(0, open));
    int at = open;
    while (at >= 0 && at < name.length() && keys.size() < MOST_DEPTH) {
      int close = name.indexOf(']', at);
      if (close < 0) {
        break;
      }
      keys.add(name.substring(at + 1, close));
      at = name.indexOf('[', close);
    }
    return keys;
  }

  static void put(ObjectNode values, List<String> keys, String value) {
    JsonNode at = values;
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      boolean last = i == keys.size() - 1;
      boolean listed = !last && keys.get(i + 1).isEmpty();
      JsonNode next = last ? TextNode.valueOf(value) : fresh(listed);
      at = step(at, key, next, last);
    }
  }

  private static JsonNode fresh(boolean listed) {
    return listed ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode step(JsonNode at, String key, JsonNode next, boolean last) {
    return switch (at) {
      case ObjectNode object -> {
        JsonNode there = object.get(key);
        if (last) {
          object.set(key, together(there, next));
          yield next;
        }
        if (there == null || !there.isContainerNode()) {
          object.set(key, next);
          yield next;
        }
        yield there;
      }
      case ArrayNode array -> {
        array.add(next);
        yield next;
      }
      default -> at;
    };
  }

  /** Two values of one name make a list, as vendors read {@code a=1&a=2}. */
  private static JsonNode together(
      @org.jspecify.annotations.Nullable JsonNode first, JsonNode next) {
    return switch (first) {
      case null -> next;
      case ArrayNode array -> array.add(next);
      case TextNode text -> JsonNodeFactory.instance.arrayNode().add(text).add(next);
      default -> next;
    };
  }
}
