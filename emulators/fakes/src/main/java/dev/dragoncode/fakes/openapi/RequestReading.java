package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Parameter;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a request apart as its operation describes it, and holds it against that. */
final class RequestReading {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Described elsewhere in a document, whatever its parameters say. */
  private static final Set<String> OWN_HEADERS = Set.of("accept", "content-type", "authorization");

  private final ApiOperation operation;
  private final SchemaCheck check;
  private final SchemaCheck plain;
  private final List<Finding> unknown = new ArrayList<>();
  private final List<Finding> wrong = new ArrayList<>();

  /**
   * What came.
   *
   * @param query typed values of the query
   * @param body a missing node where there is none
   * @param unknown what the document does not mention, which nobody is refused for
   */
  record Came(
      ObjectNode query,
      JsonNode body,
      List<Finding> parameters,
      List<Finding> content,
      List<Finding> unknown,
      boolean otherType) {}

  RequestReading(ApiOperation operation, Schemas schemas, Formats formats) {
    this.operation = operation;
    this.check = new SchemaCheck(schemas, formats, SchemaCheck.Way.REQUEST, true);
    this.plain = new SchemaCheck(schemas, formats, SchemaCheck.Way.REQUEST, false);
  }

  Came read(Call call) {
    FakeRequest request = call.request();
    ObjectNode query = JsonNodeFactory.instance.objectNode();
    Set<String> known = new HashSet<>();
    for (Parameter parameter : operation.parameters()) {
      JsonNode value = value(parameter, call, known);
      if (parameter.in().equals("header")
          && OWN_HEADERS.contains(parameter.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      List<String> place = List.of(parameter.in(), parameter.name());
      if (value.isMissingNode()) {
        if (parameter.required()) {
          wrong.add(new Finding(Kind.MISSING, place, "it", ""));
        }
      } else {
        JsonNode typed = check.check(parameter.schema(), value, place);
        if (parameter.in().equals("query")) {
          query.set(parameter.name(), typed);
        }
      }
    }
    for (String name : request.query().keySet()) {
      if (!known.contains(name) && !known.contains(name.replaceFirst("\\[.*$", ""))) {
        unknown.add(new Finding(Kind.UNKNOWN, List.of("query", name), "", ""));
      }
    }
    wrong.addAll(check.findings());
    return body(call, query);
  }

  private JsonNode value(Parameter parameter, Call call, Set<String> known) {
    FakeRequest request = call.request();
    String name = parameter.name();
    return switch (parameter.in()) {
      case "path" -> text(Optional.ofNullable(call.path().get(name)), parameter);
      case "header" -> text(request.header(name.toLowerCase(Locale.ROOT)), parameter);
      case "cookie" -> text(cookie(request, name), parameter);
      default -> {
        known.add(name);
        yield query(parameter, request, known);
      }
    };
  }

  private static JsonNode text(Optional<String> value, Parameter parameter) {
    if (value.isEmpty()) {
      return MissingNode.getInstance();
    }
    return Schemas.types(parameter.schema()).contains("array")
        ? split(List.of(value.get()), ",")
        : JsonNodeFactory.instance.textNode(value.get());
  }

  private static Optional<String> cookie(FakeRequest request, String name) {
    for (String pair : request.header("cookie").orElse("").split(";", -1)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2 && parts[0].equals(name)) {
        return Optional.of(parts[1]);
      }
    }
    return Optional.empty();
  }

  private static ArrayNode split(List<String> values, String by) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (String value : values) {
      for (String one : value.split(Pattern.quote(by), -1)) {
        all.add(one);
      }
    }
    return all;
  }

  private static JsonNode query(Parameter parameter, FakeRequest request, Set<String> known) {
    String name = parameter.name();
    ObjectNode deep = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<String, List<String>> entry : request.query().entrySet()) {
      String key = entry.getKey();
      if (key.startsWith(name + "[") && key.endsWith("]")) {
        String inner = key.substring(name.length() + 1, key.length() - 1);
        known.add(key);
        if (inner.isEmpty() || inner.matches("\\d+")) {
          entry.getValue().forEach(listed::add);
        } else {
          deep.put(inner.replace("][", "."), entry.getValue().getLast());
        }
      }
    }
    if (!deep.isEmpty()) {
      return deep;
    }
    if (!listed.isEmpty()) {
      return listed;
    }
    List<String> values = request.query().get(name);
    if (values == null) {
      return MissingNode.getInstance();
    }
    if (!Schemas.types(parameter.schema()).contains("array")) {
      return JsonNodeFactory.instance.textNode(values.getLast());
    }
    return switch (parameter.style()) {
      case "spaceDelimited" -> split(values, " ");
      case "pipeDelimited" -> split(values, "|");
      default ->
          // written out one by one, or with commas, which many clients use for both
          parameter.explode() && values.size() > 1 ? split(values, "\0") : split(values, ",");
    };
  }

  private Came body(Call call, ObjectNode query) {
    FakeRequest request = call.request();
    JsonNode declared = operation.requestBody();
    JsonNode content = declared.path("content");
    JsonNode body = MissingNode.getInstance();
    List<Finding> found = new ArrayList<>();
    boolean otherType = false;
    if (request.body().length == 0) {
      if (declared.path("required").asBoolean()) {
        found.add(new Finding(Kind.MISSING, List.of("body"), "a body", ""));
      }
    } else if (!content.isEmpty()) {
      String type = request.header("content-type").orElse("application/json");
      Optional<JsonNode> media = media(content, type);
      if (media.isEmpty()) {
        otherType = true;
        List<String> names = new ArrayList<>();
        content.fieldNames().forEachRemaining(names::add);
        found.add(
            new Finding(Kind.VALUE, List.of("content-type"), String.join(" or ", names), type));
      } else {
        body = content(call, type, media.get().path("schema"), found);
      }
    } else if (ApiOperation.isJson(request.header("content-type").orElse("application/json"))) {
      body = json(request);
    }
    return new Came(
        query, body, List.copyOf(wrong), List.copyOf(found), List.copyOf(unknown), otherType);
  }

  private JsonNode content(Call call, String type, JsonNode schema, List<Finding> found) {
    JsonNode body;
    SchemaCheck holding = plain;
    if (ApiOperation.isJson(type)) {
      body = json(call.request());
    } else if (type.contains("form")) {
      body = call.form();
      if (type.contains("multipart")) {
        // files have become objects; nothing but their names is checked
        return body;
      }
      holding = new RequestReading(operation, schemas(), formats()).check;
    } else {
      return MissingNode.getInstance();
    }
    JsonNode typed = schema.isMissingNode() ? body : holding.check(schema, body, List.of("body"));
    found.addAll(holding.findings());
    return typed;
  }

  private Schemas schemas() {
    return check.schemas();
  }

  private Formats formats() {
    return check.formats();
  }

  private static JsonNode json(FakeRequest request) {
    try {
      JsonNode body = JSON.readTree(request.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<JsonNode> media(JsonNode content, String type) {
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    JsonNode best = null;
    int score = 0;
    for (Map.Entry<String, JsonNode> entry : content.properties()) {
      String offered = entry.getKey().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      int now =
          offered.equals(plain)
              ? 4
              : plain.endsWith("+json") && offered.equals("application/json")
                  ? 3
                  : offered.endsWith("/*")
                          && plain.startsWith(offered.substring(0, offered.length() - 1))
                      ? 2
                      : offered.equals("*/*") ? 1 : 0;
      if (now > score) {
        best = entry.getValue();
        score = now;
      }
    }
    return Optional.ofNullable(best);
  }
}
