package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Declared;
import dev.dragoncode.fakes.openapi.Envelopes.Place;
import dev.dragoncode.fakes.openapi.Things.Thing;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Hidden;
import dev.dragoncode.fakes.pack.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the answers of an operation, in the shapes and with the headers that it declares. */
final class Answers {

  private static final Pattern PREFERRED_EXAMPLE = Pattern.compile("\\bexample=\"?([^\";,]+)");

  /** What is made here for what it is, or by nobody. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "link", "location", "content-type", "content-length", "transfer-encoding", "connection");

  private final Api api;
  private final Things things;
  private final Call call;
  private final ApiOperation operation;
  private final Rendering rendering;

  Answers(Api api, Things things, Call call, ApiOperation operation, Rendering rendering) {
    this.api = api;
    this.things = things;
    this.call = call;
    this.operation = operation;
    this.rendering = rendering;
  }

  /** An answer about a row. */
  Reply one(Thing thing, ObjectNode row, Declared answer) {
    if (!ApiOperation.isJson(answer.type())) {
      return sample(answer);
    }
    JsonNode schema = answer.schema();
    if (schema.isMissingNode()) {
      return json(answer, Hidden.without(row));
    }
    if (api.schemas().isArray(schema)) {
      JsonNode items = api.schemas().flat(schema).path("items");
      return json(answer, JsonNodeFactory.instance.arrayNode().add(rendering.row(items, row)));
    }
    Place place = things.envelopes().item(schema, thing.singular(), thing.resource().key());
    if (about(thing, place.schema(), row)) {
      return json(
          answer, rendering.around(schema, place.path(), rendering.row(place.schema(), row)));
    }
    JsonNode body = body(answer);
    if (body instanceof ObjectNode object && object.has(thing.key())) {
      object.set(thing.key(), row.path(thing.key()));
    }
    return json(answer, body);
  }

  /** Whether an answer shows a thing, and not only that something was done. */
  private boolean about(Thing thing, JsonNode schema, ObjectNode row) {
    ObjectNode properties = Schemas.properties(rendering.flat(schema, row));
    if (Api.same(schema, thing.schema()) || properties.isEmpty()) {
      return true;
    }
    long shared = properties.properties().stream().filter(p -> row.has(p.getKey())).count();
    return shared * 2 > properties.size();
  }

  /** An answer that lists. */
  Reply list(Lists.Listed listed) {
    Reply reply = json(operation.success(200), listed.body());
    for (Map.Entry<String, String> header : listed.headers().entrySet()) {
      reply = reply.withHeader(header.getKey(), header.getValue());
    }
    return reply;
  }

  /** The answer to several things made at once. */
  Reply several(Thing thing, ArrayNode rows) {
    Declared answer = operation.success(201, 200, 202);
    if (!ApiOperation.isJson(answer.type()) || !api.schemas().isArray(answer.schema())) {
      return sample(answer);
    }
    JsonNode items = api.schemas().flat(answer.schema()).path("items");
    ArrayNode shown = rows.arrayNode();
    for (JsonNode row : rows) {
      shown.add(row instanceof ObjectNode object ? rendering.row(items, object) : row);
    }
    return json(answer, shown);
  }

  /** The answer about something of which there is one. */
  Reply kept(ObjectNode row) {
    Declared answer = operation.success(200, 201, 204);
    if (!ApiOperation.isJson(answer.type())) {
      return sample(answer);
    }
    boolean object = api.schemas().isObject(answer.schema());
    return json(answer, object ? rendering.row(answer.schema(), row) : row);
  }

  /** The document's example of success, or a sample of its schema. */
  Reply sample() {
    return sample(operation.success(200, 201, 202, 204));
  }

  Reply sample(Declared answer) {
    if (answer.type().isEmpty()) {
      return headed(answer, Reply.empty(answer.status()));
    }
    JsonNode body = body(answer);
    if (ApiOperation.isJson(answer.type())) {
      return json(answer, body);
    }
    String text = body.isValueNode() && !body.isNull() ? body.asText() : "";
    String type = answer.type().contains("*") ? "application/octet-stream" : answer.type();
    return headed(
        answer,
        new Reply.Content(
            answer.status(), Map.of("content-type", type), text.getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode body(Declared answer) {
    Matcher wish = PREFERRED_EXAMPLE.matcher(call.request().header("prefer").orElse(""));
    JsonNode example =
        operation.example(answer, wish.find() ? Optional.of(wish.group(1)) : Optional.empty());
    return example.isMissingNode() ? rendering.sample(answer.schema()) : example.deepCopy();
  }

  /** What a sample of an answer says about a thing. */
  JsonNode example(Declared answer, Thing thing) {
    JsonNode body = body(answer);
    Place place =
        things.envelopes().item(answer.schema(), thing.singular(), thing.resource().key());
    for (String name : place.path()) {
      body = body.path(name);
    }
    return body;
  }

  JsonNode example(Declared answer) {
    return ApiOperation.isJson(answer.type()) ? body(answer) : MissingNode.getInstance();
  }

  private Reply json(Declared answer, JsonNode body) {
    if (body.isMissingNode() || answer.status() == 204) {
      return headed(answer, Reply.empty(answer.status()));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    if (!answer.type().isEmpty()) {
      headers.put("content-type", answer.type());
    }
    return headed(answer, new Reply.Json(answer.status(), headers, body));
  }

  /** With the headers that the document declares. */
  private Reply headed(Declared answer, Reply plain) {
    Reply reply = plain;
    for (Map.Entry<String, JsonNode> entry : answer.response().path("headers").properties()) {
      String name = entry.getKey().toLowerCase(Locale.ROOT);
      JsonNode header = api.document().resolve(entry.getValue());
      JsonNode value =
          header.has("example") ? header.get("example") : rendering.sample(header.path("schema"));
      if (!OWN_HEADERS.contains(name) && value.isValueNode() && !value.isNull()) {
        reply = reply.withHeader(name, value.asText().replaceAll("[^\\x20-\\x7e]", ""));
      }
    }
    return reply;
  }
}
