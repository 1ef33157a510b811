package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks for the credentials that a document's security schemes demand; any value will do. */
final class SchemeGate {

  private final ApiDocument document;

  SchemeGate(ApiDocument document) {
    this.document = document;
  }

  /** What would let a request in; empty where it may come in. */
  Optional<String> missing(ApiOperation operation, FakeRequest request) {
    JsonNode alternatives = operation.security();
    if (alternatives.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>();
    for (JsonNode alternative : alternatives) {
      List<String> wanted = new ArrayList<>();
      alternative
          .fieldNames()
          .forEachRemaining(name -> wanted(name, request).ifPresent(wanted::add));
      if (wanted.isEmpty()) {
        return Optional.empty();
      }
      all.add(String.join(" and ", wanted));
    }
    return Optional.of(String.join(", or ", all));
  }

  /** What a scheme asks for in words; empty where the request shows it, or nobody can. */
  private Optional<String> wanted(String name, FakeRequest request) {
    JsonNode scheme =
        document.resolve(document.at("/components/securitySchemes/" + DocumentScan.escaped(name)));
    String key = scheme.path("name").asText();
    String authorization = request.header("authorization").orElse("").toLowerCase(Locale.ROOT);
    return switch (scheme.path("type").asText()) {
      case "apiKey" ->
          switch (scheme.path("in").asText()) {
            case "header" ->
                unless(
                    request.header(key.toLowerCase(Locale.ROOT)).isPresent(), "the header " + key);
            case "query" -> unless(request.queryValue(key).isPresent(), "the query value " + key);
            default ->
                unless(
                    request.header("cookie").orElse("").contains(key + "="), "the cookie " + key);
          };
      case "http" -> {
        String word = scheme.path("scheme").asText("bearer").toLowerCase(Locale.ROOT);
        yield unless(
            authorization.startsWith(word + " "),
            "the header Authorization: %s …".formatted(scheme.path("scheme").asText("bearer")));
      }
      case "oauth2", "openIdConnect" ->
          unless(
              authorization.startsWith("bearer ") || authorization.startsWith("token "),
              "the header Authorization: Bearer …");
      default -> Optional.empty();
    };
  }

  private static Optional<String> unless(boolean shown, String wanted) {
    return shown ? Optional.empty() : Optional.of(wanted);
  }
}
