package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One operation as its document describes it, read when it is first asked for. */
final class ApiOperation {

  /**
   * A parameter.
   *
   * @param in path, query, header or cookie
   */
  record Parameter(
      String name, String in, boolean required, JsonNode schema, String style, boolean explode) {}

  /**
   * An answer that the document declares.
   *
   * @param type of its content; empty for no content
   * @param media what is said about that content
   */
  record Declared(int status, String type, JsonNode media, JsonNode response) {
    JsonNode schema() {
      return media.path("schema");
    }
  }

  private final ApiDocument document;
  private final DocumentScan.Listed listed;
  private final JsonNode said;
  private final List<Parameter> parameters;
  private final JsonNode requestBody;

  ApiOperation(ApiDocument document, DocumentScan.Listed listed) {
    this.document = document;
    this.listed = listed;
    JsonNode path = document.at("/paths/" + DocumentScan.escaped(listed.path()));
    this.said = path.path(listed.method().toLowerCase(java.util.Locale.ROOT));
    Map<String, Parameter> all = new LinkedHashMap<>();
    for (JsonNode list : List.of(path.path("parameters"), said.path("parameters"))) {
      for (JsonNode unresolved : list) {
        Parameter parameter = parameter(document, document.resolve(unresolved));
        all.put(parameter.in() + " " + parameter.name(), parameter);
      }
    }
    this.parameters = List.copyOf(all.values());
    this.requestBody = document.resolve(said.path("requestBody"));
  }

  private static Parameter parameter(ApiDocument document, JsonNode said) {
    String in = said.path("in").asText();
    String usual = in.equals("query") || in.equals("cookie") ? "form" : "simple";
    String style = said.path("style").asText(usual);
    JsonNode schema = document.resolve(said.path("schema"));
    if (schema.isMissingNode()) {
      // of another type than plain text: taken as it comes
      schema = JsonNodeFactory.instance.booleanNode(true);
    }
    return new Parameter(
        said.path("name").asText(),
        in,
        said.path("required").asBoolean(),
        schema,
        style,
        said.path("explode").asBoolean(style.equals("form")));
  }

  DocumentScan.Listed listed() {
    return listed;
  }

  String method() {
    return listed.method();
  }

  List<Parameter> parameters() {
    return parameters;
  }

  List<Parameter> query() {
    return parameters.stream().filter(p -> p.in().equals("query")).toList();
  }

  JsonNode requestBody() {
    return requestBody;
  }

  /** The schema of the body that requests bring; a missing node where there is none. */
  JsonNode requestSchema() {
    for (Map.Entry<String, JsonNode> media : requestBody.path("content").properties()) {
      return media.getValue().path("schema");
    }
    return MissingNode.getInstance();
  }

  /** The alternatives of schemes that let in; empty for anybody. */
  JsonNode security() {
    return said.has("security") ? said.path("security") : document.at("/security");
  }

  boolean declares(int status) {
    return said.path("responses").has(String.valueOf(status));
  }

  /** The answer for the best of these statuses, else the smallest one of success. */
  Declared success(int... wanted) {
    JsonNode responses = said.path("responses");
    for (int status : wanted) {
      if (responses.has(String.valueOf(status))) {
        return declared(status, responses.get(String.valueOf(status)));
      }
    }
    List<String> names = new ArrayList<>();
    responses.fieldNames().forEachRemaining(names::add);
    for (String begin : new String[] {"2", "3"}) {
      Optional<String> one = names.stream().filter(n -> n.startsWith(begin)).sorted().findFirst();
      if (one.isPresent()) {
        String digits = one.get().replaceAll("[xX]", "0");
        int status = digits.matches("\\d{3}") ? Integer.parseInt(digits) : 200;
        return declared(status, responses.get(one.get()));
      }
    }
    return declared(wanted.length == 0 ? 200 : wanted[0], responses.path("default"));
  }

  /** The answer that is declared for a status, by itself, its class or by default. */
  Optional<Declared> answer(int status) {
    JsonNode responses = said.path("responses");
    for (String name :
        new String[] {
          String.valueOf(status), status / 100 + "XX", status / 100 + "xx", "default"
        }) {
      if (responses.has(name)) {
        return Optional.of(declared(status, responses.get(name)));
      }
    }
    return Optional.empty();
  }

  private Declared declared(int status, JsonNode unresolved) {
    JsonNode response = document.resolve(unresolved);
    String first = "";
    for (Map.Entry<String, JsonNode> media : response.path("content").properties()) {
      if (isJson(media.getKey())) {
        return new Declared(status, json(media.getKey()), media.getValue(), response);
      }
      first = first.isEmpty() ? media.getKey() : first;
    }
    return new Declared(status, first, response.path("content").path(first), response);
  }

  private static String json(String type) {
    return type.contains("*") ? "application/json" : type;
  }

  static boolean isJson(String type) {
    String plain = type.split(";", 2)[0].strip();
    return plain.equals("*/*")
        || plain.equals("application/*")
        || plain.endsWith("/json")
        || plain.endsWith("+json");
  }

  /** The first of the document's own examples of an answer; a missing node where it has none. */
  JsonNode example(Declared answer, Optional<String> wanted) {
    JsonNode examples = answer.media().path("examples");
    for (Map.Entry<String, JsonNode> example : examples.properties()) {
      if (wanted.map(example.getKey()::equals).orElse(true)) {
        JsonNode value = document.resolve(example.getValue()).path("value");
        if (!value.isMissingNode()) {
          return value;
        }
      }
    }
    return answer.media().path("example");
  }

  /** The schema of a flat object's property. */
  static JsonNode property(ObjectNode flat, String name) {
    return Schemas.properties(flat).path(name);
  }
}
