package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.FakeRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A kept request as something to run again: a curl command, a JUnit or a Node test. Its secrets are
 * not in it; what runs it takes them from the variable {@code API_KEY}.
 */
final class Snippets {

  /** What clients write by themselves. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "host",
          "connection",
          "content-length",
          "accept-encoding",
          "user-agent",
          "expect",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  private final String url;
  private final FakeRequest request;
  private final int status;

  Snippets(String base, Exchange exchange) {
    this.request = exchange.request();
    this.url = base + Replay.encodedPath(request.path()) + Replay.query(request);
    this.status = exchange.status();
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach((name, value) -> {
          if (!LEFT_OUT.contains(name) && !name.startsWith("x-stripe-client")) {
            headers.put(name, value);
          }
        });
    return headers;
  }

  /** The scheme in front of a secret. */
  private static String scheme(String value) {
    int space = value.indexOf(' ');
    return space < 0 ? "" : value.substring(0, space + 1);
  }

  String curl() {
    StringBuilder line = new StringBuilder("curl -i -X ").append(request.method());
    line.append(' ').append(quoted(url));
    headers()
        .forEach((name, value) -> {
          line.append(" \\\n  -H ");
          if (Secrets.secret(name)) {
            line.append('"').append(name).append(": ").append(scheme(value)).append("$API_KEY\"");
          } else {
            line.append(quoted(name + ": " + value));
          }
        });
    if (request.body().length > 0) {
      line.append(" \\\n  --data-raw ").append(quoted(request.text()));
    }
    return line.append('\n').toString();
  }

  /** In single quotes for a POSIX shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  String junit() {
    StringBuilder test = new StringBuilder();
    test.append("  @Test\n  void answers")
        .append(status)
        .append("() throws Exception {\n")
        .append("    HttpRequest request =\n        HttpRequest.newBuilder(URI.create(")
        .append(literal(url))
        .append("))\n");
    headers()
        .forEach((name, value) -> {
          test.append("            .header(").append(literal(name)).append(", ");
          if (Secrets.secret(name)) {
            test.append(literal(scheme(value))).append(" + System.getenv(\"API_KEY\")");
          } else {
            test.append(literal(value));
          }
          test.append(")\n");
        });
    String body =
        request.body().length == 0
            ? "HttpRequest.BodyPublishers.noBody()"
            : "HttpRequest.BodyPublishers.ofString(" + literal(request.text()) + ")";
    return test.append("            .method(")
        .append(literal(request.method()))
        .append(", ")
        .append(body)
        .append(")\n            .build();\n")
        .append("    HttpResponse<String> answer =\n")
        .append("        HttpClient.newHttpClient()")
        .append(".send(request, HttpResponse.BodyHandlers.ofString());\n")
        .append("    assertEquals(")
        .append(status)
        .append(", answer.statusCode());\n  }\n")
        .toString();
  }

  String node() {
    StringBuilder test = new StringBuilder();
    test.append("import assert from \"node:assert\";\nimport test from \"node:test\";\n\n")
        .append("test(")
        .append(literal("answers " + status))
        .append(", async () => {\n  const answer = await fetch(")
        .append(literal(url))
        .append(", {\n    method: ")
        .append(literal(request.method()))
        .append(",\n    headers: {\n");
    headers()
        .forEach((name, value) -> {
          test.append("      ").append(literal(name)).append(": ");
          if (Secrets.secret(name)) {
            test.append(literal(scheme(value))).append(" + process.env.API_KEY");
          } else {
            test.append(literal(value));
          }
          test.append(",\n");
        });
    test.append("    },\n");
    if (request.body().length > 0) {
      test.append("    body: ").append(literal(request.text())).append(",\n");
    }
    return test.append("  });\n  assert.equal(answer.status, ")
        .append(status)
        .append(");\n});\n")
        .toString();
  }

  /** A literal of Java and JavaScript alike. */
  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7F) {
            literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }
}
