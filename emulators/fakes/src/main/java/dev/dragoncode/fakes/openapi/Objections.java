package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.openapi.ApiOperation.Declared;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Pack.VendorError;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says no as a document declares it: with its example, or a sample of its schema that carries the
 * reason, or else with problem details (RFC 9457).
 */
final class Objections {

  static final String MALFORMED = "malformed";
  static final String UNAVAILABLE = "unavailable";
  static final String TOO_MANY = "too_many_requests";

  /** Where the reason is told whatever the body's shape. */
  private static final String REASON = "x-dragoncode-reason";

  private static final String PROBLEM = "application/problem+json";

  /** Properties that errors tell their reason in. */
  private static final Set<String> REASONS =
      Set.of("message", "detail", "description", "errordescription", "errormessage", "reason");

  private static final int MOST_REASON = 400;
  private static final int MOST_DEPTH = 3;

  private final Schemas schemas;

  Objections(Schemas schemas) {
    this.schemas = schemas;
  }

  /** The errors that the server itself answers with, and those that can be played as faults. */
  static Map<String, VendorError> errors() {
    Map<String, VendorError> errors = new LinkedHashMap<>();
    put(errors, "no_route", 404, "No operation of this document has the path ${path}.");
    put(errors, "no_method", 405, "This path has no ${method} in this document.");
    put(errors, MALFORMED, 400, "The body cannot be read: ${message}");
    put(errors, "unauthorized", 401, "No credential was shown.");
    put(errors, "forbidden", 403, "The credential does not let in here.");
    put(errors, "conflict", 409, "There is such a thing already.");
    put(errors, TOO_MANY, 429, "These were too many requests.");
    put(errors, "server_error", 500, "Something went wrong.");
    put(errors, UNAVAILABLE, 503, "The service is down for now.");
    return errors;
  }

  private static void put(Map<String, VendorError> errors, String name, int status, String text) {
    errors.put(
        name,
        new VendorError(
            status,
            Map.of("content-type", Template.text(PROBLEM)),
            Template.of(problem(status, text))));
  }

  private static ObjectNode problem(int status, String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "about:blank")
        .put("title", title(status))
        .put("status", status)
        .put("detail", text);
  }

  /** The first of these statuses that is declared by itself, else the first one. */
  static int best(ApiOperation operation, int... statuses) {
    for (int status : statuses) {
      if (operation.declares(status)) {
        return status;
      }
    }
    return statuses[0];
  }

  Reply reply(Call call, ApiOperation operation, int status, String reason) {
    Optional<Declared> declared = operation.answer(status);
    boolean json = declared.map(d -> ApiOperation.isJson(d.type())).orElse(false);
    if (declared.isEmpty() || (!json && !declared.get().type().isEmpty())) {
      return reasoned(
          Reply.json(status, problem(status, reason)).withHeader("content-type", PROBLEM), reason);
    }
    if (!json) {
      return reasoned(Reply.empty(status), reason);
    }
    JsonNode example = operation.example(declared.get(), Optional.empty());
    JsonNode body = example.deepCopy();
    if (example.isMissingNode()) {
      body = new Samples(schemas, call).of(declared.get().schema());
      tell(body, status, reason, 0);
    }
    if (body.isMissingNode()) {
      return reasoned(Reply.empty(status), reason);
    }
    return reasoned(
        Reply.json(status, body).withHeader("content-type", declared.get().type()), reason);
  }

  private static Reply reasoned(Reply reply, String reason) {
    String plain = reason.replaceAll("[“”]", "'").replaceAll("[^\\x20-\\x7e]", "?");
    return reply.withHeader(REASON, plain.substring(0, Math.min(MOST_REASON, plain.length())));
  }

  /** Puts status and reason where an error's shape has a place for them. */
  private static void tell(JsonNode at, int status, String reason, int depth) {
    if (depth > MOST_DEPTH) {
      return;
    }
    if (at instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        String name = Names.plain(entry.getKey());
        if (entry.getValue().isTextual() && REASONS.contains(name)) {
          object.put(entry.getKey(), reason);
        } else if (entry.getValue().isTextual() && name.equals("title")) {
          object.put(entry.getKey(), title(status));
        } else if (entry.getValue().isTextual()
            && name.equals("error")
            && entry.getValue().asText().equals("string")) {
          object.put(entry.getKey(), object.size() == 1 ? reason : title(status));
        } else if (entry.getValue().isIntegralNumber()
            && Set.of("status", "code", "statuscode").contains(name)) {
          object.put(entry.getKey(), status);
        }
      }
    }
    at.forEach(inner -> tell(inner, status, reason, depth + 1));
  }

  static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Error " + status;
    };
  }
}
