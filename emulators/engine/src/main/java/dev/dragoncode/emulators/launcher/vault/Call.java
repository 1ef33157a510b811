package dev.dragoncode.emulators.launcher.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One request, read to its end.
 *
 * @param method READ, LIST, WRITE, PATCH or DELETE
 * @param path below {@code /v1/}, decoded, without a slash at its end
 * @param token empty where none was sent
 * @param body empty where none was sent
 */
record Call(Method method, String path, Map<String, String> query, String token, ObjectNode body) {

  /** As the real server's: its own limit of a request. */
  private static final int MOST_BYTES = 32 << 20;

  private static final String API = "/v1/";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String BEARER = "bearer ";

  static final ObjectMapper JSON = new ObjectMapper();

  /** What is asked for; POST and PUT are the same. */
  enum Method {
    READ,
    LIST,
    WRITE,
    PATCH,
    DELETE
  }

  /** Reads a request. */
  static Call of(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path == null || !path.startsWith(API)) {
      throw Refusal.notFound();
    }
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    Method method = method(exchange.getRequestMethod(), query);
    if (method == Method.PATCH) {
      String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      if (!type.startsWith(MERGE_PATCH)) {
        throw Refusal.notMergePatch(type);
      }
    }
    String below = path.substring(API.length());
    return new Call(
        method,
        below.endsWith("/") ? below.substring(0, below.length() - 1) : below,
        query,
        token(exchange),
        body(exchange));
  }

  private static Method method(String name, Map<String, String> query) {
    return switch (name) {
      case "GET", "HEAD" -> "true".equals(query.get("list")) ? Method.LIST : Method.READ;
      case "LIST" -> Method.LIST;
      case "POST", "PUT" -> Method.WRITE;
      case "PATCH" -> Method.PATCH;
      case "DELETE" -> Method.DELETE;
      default -> throw Refusal.unsupported();
    };
  }

  private static Map<String, String> query(@org.jspecify.annotations.Nullable String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          decoded(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("failed to parse the query");
    }
  }

  private static String token(HttpExchange exchange) {
    String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
    if (token != null) {
      return token;
    }
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    return bearer != null && bearer.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? bearer.substring(BEARER.length()).strip()
        : "";
  }

  private static ObjectNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Refusal.tooLarge();
    }
    if (bytes.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode body) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // its message may hold what was sent, which is a secret
    }
    throw Refusal.badRequest("error parsing JSON");
  }

  /** An object in the body; empty where it is missing. */
  ObjectNode object(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return JSON.createObjectNode();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.badRequest("error converting input for field \"%s\"".formatted(name));
  }

  /** The rest of the path behind this beginning, which it has. */
  String behind(String beginning) {
    return path.substring(beginning.length());
  }
}
