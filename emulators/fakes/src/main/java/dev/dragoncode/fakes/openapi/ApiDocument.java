package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dragoncode.fakes.openapi.DocumentScan.Range;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document whose parts are read when they are asked for. May be asked by several threads. */
final class ApiDocument {

  /** Of the bytes whose tree is kept; a tree is some ten times as large. */
  private static final int MOST_KEPT = 3 << 20;

  /** A chain of references that is longer is a mistake. */
  private static final int MOST_HOPS = 32;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final byte[] bytes;
  private final DocumentScan.Found found;
  private final LinkedHashMap<String, JsonNode> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long keptBytes;

  private ApiDocument(String name, byte[] bytes, DocumentScan.Found found) {
    this.name = name;
    this.bytes = bytes;
    this.found = found;
  }

  /**
   * Reads a document.
   *
   * @param name what to call it in problems
   * @param text JSON or YAML
   * @throws DocumentException if it is none that can be served
   */
  static ApiDocument of(String name, byte[] text) throws DocumentException {
    byte[] json = isJson(text) ? text : YamlAsJson.convert(unmarked(text));
    return new ApiDocument(name, json, DocumentScan.of(json));
  }

  private static String unmarked(byte[] text) {
    String whole = new String(text, StandardCharsets.UTF_8);
    return whole.startsWith("\uFEFF") ? whole.substring(1) : whole;
  }

  private static boolean isJson(byte[] text) {
    for (byte one : text) {
      if (one > ' ') {
        return one == '{';
      }
      if (one < 0) {
        // a mark of the byte order; the YAML reader takes JSON as well
        return false;
      }
    }
    return false;
  }

  String name() {
    return name;
  }

  List<DocumentScan.Listed> operations() {
    return found.operations();
  }

  /** References that lead to no part of the document, with the first line that has them. */
  List<String> dangling() {
    List<String> all = new ArrayList<>();
    found
        .references()
        .forEach((to, line) -> {
          if (!to.equals("#") && (!to.startsWith("#/") || part(decoded(to)) == null)) {
            all.add("%s (line %d)".formatted(to, line));
          }
        });
    return all;
  }

  private static String decoded(String reference) {
    String pointer = reference.substring(1);
    return pointer.indexOf('%') < 0
        ? pointer
        : URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The longest known part that a pointer goes through. */
  private @org.jspecify.annotations.Nullable String part(String pointer) {
    String at = pointer;
    while (!at.isEmpty()) {
      if (found.parts().containsKey(at)) {
        return at;
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return null;
  }

  /** What a JSON pointer points to; a missing node where it is nothing. */
  JsonNode at(String pointer) {
    String part = part(pointer);
    if (part == null) {
      return MissingNode.getInstance();
    }
    JsonNode whole = read(part);
    return part.length() == pointer.length() ? whole : whole.at(pointer.substring(part.length()));
  }

  private synchronized JsonNode read(String part) {
    JsonNode there = kept.get(part);
    if (there != null) {
      return there;
    }
    Range range = found.parts().get(part);
    if (range == null) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode node = JSON.readTree(bytes, range.start(), range.length());
      kept.put(part, node);
      keptBytes += range.length();
      var oldest = kept.entrySet().iterator();
      while (keptBytes > MOST_KEPT && kept.size() > 1) {
        Map.Entry<String, JsonNode> gone = oldest.next();
        Range freed = found.parts().get(gone.getKey());
        keptBytes -= freed == null ? 0 : freed.length();
        oldest.remove();
      }
      return node;
    } catch (IOException e) {
      throw new IllegalStateException("%s of %s is no JSON".formatted(part, name), e);
    }
  }

  /** The same node, or what it refers to; a missing node where that is nothing. */
  JsonNode resolve(JsonNode node) {
    JsonNode at = node;
    for (int hop = 0; hop < MOST_HOPS && at.path("$ref").isTextual(); hop++) {
      String to = at.path("$ref").asText();
      at = to.startsWith("#/") ? at(decoded(to)) : MissingNode.getInstance();
    }
    return at.path("$ref").isTextual() ? MissingNode.getInstance() : at;
  }

  /** How many parts are kept as trees now. */
  synchronized int keptParts() {
    return kept.size();
  }
}
