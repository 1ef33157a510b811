package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Goes once through a document's bytes and notes where its parts stand, so that only the parts that
 * a request needs are ever read: a document of 13 MB is ready in a moment and stays small.
 */
final class DocumentScan {

  /** No document that people write is nested deeper. */
  private static final int MOST_DEPTH = 300;

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** What stands behind these names is data, not the document's own words. */
  private static final Set<String> DATA =
      Set.of("example", "examples", "default", "enum", "const", "value");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  /** Where a part stands. */
  record Range(int start, int length, int line) {}

  /**
   * An operation.
   *
   * @param id what the document calls it; empty for nothing
   */
  record Listed(String path, String method, String id) {}

  /**
   * What was found.
   *
   * @param parts by JSON pointer
   * @param references where they point to, and the first line that does
   */
  record Found(
      Map<String, Range> parts, List<Listed> operations, Map<String, Integer> references) {}

  private final JsonParser parser;
  private final Map<String, Range> parts = new HashMap<>();
  private final List<Listed> operations = new ArrayList<>();
  private final Map<String, Integer> references = new LinkedHashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private boolean versioned;

  private DocumentScan(byte[] bytes) throws IOException {
    this.parser = JSON.createParser(bytes);
  }

  /**
   * Reads through a document.
   *
   * @throws DocumentException if it is none that can be served
   */
  static Found of(byte[] bytes) throws DocumentException {
    try {
      DocumentScan scan = new DocumentScan(bytes);
      scan.document();
      scan.check();
      return new Found(scan.parts, scan.operations, scan.references);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new DocumentException(
          at == null ? 1 : at.getLineNr(),
          at == null ? 1 : at.getColumnNr(),
          "it is no valid JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""),
          "Mend the document there.");
    } catch (IOException e) {
      throw new DocumentException(1, 1, String.valueOf(e.getMessage()), "Mend the document there.");
    }
  }

  private DocumentException wrong(String message, String remedy) {
    var at = parser.currentTokenLocation();
    return new DocumentException(at.getLineNr(), at.getColumnNr(), message, remedy);
  }

  private void document() throws IOException, DocumentException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("it is no object of names and values", "Choose an OpenAPI 3 document.");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "swagger" ->
            throw wrong(
                "it is a document of version %s; version 3 is served here".formatted(scalar()),
                "Convert it to OpenAPI 3, for example with https://converter.swagger.io.");
        case "openapi" -> version();
        case "paths" -> paths();
        case "components" -> components();
        default -> part("/" + name, false);
      }
    }
  }

  private String scalar() throws IOException {
    return parser.currentToken().isScalarValue() ? parser.getText() : "?";
  }

  private void version() throws IOException, DocumentException {
    String version = scalar();
    if (!version.matches("3(\\.\\d+)*.*")) {
      throw wrong(
          "its version of OpenAPI is “%s”; version 3 is served here".formatted(version),
          "Convert the document to OpenAPI 3.");
    }
    versioned = true;
  }

  private void paths() throws IOException, DocumentException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("its “paths” is no object of paths", "See the OpenAPI specification.");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String path = parser.currentName();
      parser.nextToken();
      if (!path.startsWith("/")) {
        part("/paths/" + escaped(path), true);
        continue;
      }
      long start = parser.currentTokenLocation().getByteOffset();
      int line = parser.currentTokenLocation().getLineNr();
      path(path);
      parts.put("/paths/" + escaped(path), range(start, line));
    }
  }

  private void path(String path) throws IOException, DocumentException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("the path “%s” is no object".formatted(path), "See the OpenAPI specification.");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String method = parser.currentName();
      parser.nextToken();
      if (METHODS.contains(method)) {
        operation(path, method);
      } else if (method.equals("$ref") && parser.currentToken() == JsonToken.VALUE_STRING) {
        reference(parser.getText());
      } else {
        walk(false, 1);
      }
    }
  }

  private void operation(String path, String method) throws IOException, DocumentException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong(
          "%s of “%s” is no object".formatted(method, path), "See the OpenAPI specification.");
    }
    String id = "";
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("operationId") && parser.currentToken() == JsonToken.VALUE_STRING) {
        id = parser.getText();
      } else {
        walk(false, 2);
      }
    }
    operations.add(new Listed(path, method.toUpperCase(Locale.ROOT), id));
  }

  private void components() throws IOException, DocumentException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("its “components” is no object", "See the OpenAPI specification.");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String kind = parser.currentName();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        walk(false, 1);
        continue;
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String pointer = "/components/" + escaped(kind) + "/" + escaped(parser.currentName());
        parser.nextToken();
        part(pointer, kind.equals("examples"));
      }
    }
  }

  /** Notes where a value stands, and goes through it. */
  private void part(String pointer, boolean data) throws IOException, DocumentException {
    long start = parser.currentTokenLocation().getByteOffset();
    int line = parser.currentTokenLocation().getLineNr();
    String only = walk(data, 1);
    parts.put(pointer, range(start, line));
    if (!only.isEmpty()) {
      aliases.put(pointer, only);
    }
  }

  private Range range(long start, int line) throws IOException {
    parser.finishToken();
    long end = parser.currentLocation().getByteOffset();
    return new Range((int) start, (int) (end - start), line);
  }

  /**
   * Goes through a value and notes its references.
   *
   * @return where it points to, if it is nothing but a reference
   */
  private String walk(boolean data, int depth) throws IOException, DocumentException {
    if (depth > MOST_DEPTH) {
      throw wrong("it is nested more than %d levels deep".formatted(MOST_DEPTH), "Simplify it.");
    }
    String only = "";
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        int fields = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields++;
          if (!data && name.equals("$ref") && parser.currentToken() == JsonToken.VALUE_STRING) {
            only = parser.getText();
            reference(only);
          } else {
            walk(data || DATA.contains(name), depth + 1);
          }
        }
        return fields == 1 ? only : "";
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          walk(data, depth + 1);
        }
      }
      default -> {
        // a scalar is read by whoever needs it
      }
    }
    return "";
  }

  private void reference(String to) {
    references.putIfAbsent(to, parser.currentTokenLocation().getLineNr());
  }

  private void check() throws DocumentException {
    if (!versioned) {
      throw new DocumentException(
          1,
          1,
          "it does not say its version of OpenAPI, as in “openapi: 3.1.0”",
          "Choose an OpenAPI 3 document, or say its version.");
    }
    if (operations.isEmpty() && parts.keySet().stream().noneMatch(p -> p.startsWith("/paths/"))) {
      throw new DocumentException(
          1, 1, "it has no paths, so there is nothing to serve", "Describe at least one path.");
    }
    for (String pointer : aliases.keySet()) {
      circle(pointer);
    }
  }

  /** References that lead to nothing but references and back again mean nothing. */
  private void circle(String from) throws DocumentException {
    Set<String> seen = new LinkedHashSet<>();
    String at = from;
    while (aliases.containsKey(at)) {
      if (!seen.add(at)) {
        Range place = parts.get(at);
        throw new DocumentException(
            place == null ? 1 : place.line(),
            1,
            "the $ref of #%s leads only back to itself (by %s)"
                .formatted(at, String.join(", ", seen)),
            "Let one of them say what is meant.");
      }
      String to = aliases.getOrDefault(at, "");
      at = to.startsWith("#") ? to.substring(1) : "";
    }
  }

  /** A name as a segment of a JSON pointer (RFC 6901). */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
