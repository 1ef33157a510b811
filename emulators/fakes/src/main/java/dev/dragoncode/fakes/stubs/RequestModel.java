package dev.dragoncode.fakes.stubs;

import dev.dragoncode.fakes.pack.FakeRequest;
import java.net.URI;
import java.util.AbstractList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A request as templates look at it. */
final class RequestModel {

  private RequestModel() {}

  static Map<String, Object> of(Answering answering) {
    Asked asked = answering.asked();
    FakeRequest request = asked.request();
    Map<String, Object> model = new LinkedHashMap<>();
    List<String> segments = List.of(asked.rawPath().replaceFirst("^/", "").split("/", -1));
    String host = request.header("host").orElse(URI.create(answering.url()).getAuthority());
    model.put("id", UUID.randomUUID().toString());
    model.put("url", asked.target());
    model.put("path", new PathText(asked.rawPath(), segments, answering.path()));
    model.put("pathSegments", segments);
    model.put("method", request.method());
    model.put("scheme", "http");
    model.put("host", host.replaceFirst(":\\d+$", ""));
    model.put("port", host.contains(":") ? host.substring(host.lastIndexOf(':') + 1) : "80");
    model.put("baseUrl", "http://" + host);
    model.put("clientIp", "127.0.0.1");
    model.put("query", several(request.query()));
    Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().keySet().forEach(name -> headers.put(name, new Several(asked.header(name))));
    model.put("headers", headers);
    model.put("cookies", several(asked.cookies()));
    model.put("body", request.text());
    model.put("bodyAsBase64", Base64.getEncoder().encodeToString(request.body()));
    model.put("multipart", !asked.pieces().isEmpty());
    Map<String, Object> parts = new LinkedHashMap<>();
    for (MultipartBody.Piece piece : asked.pieces()) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("name", piece.name());
      part.put("headers", piece.headers());
      part.put("body", piece.body().text());
      part.put("bodyAsBase64", Base64.getEncoder().encodeToString(piece.body().bytes()));
      parts.put(piece.name(), part);
    }
    model.put("parts", parts);
    return model;
  }

  static Map<String, Object> several(Map<String, List<String>> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    values.forEach((name, list) -> all.put(name, new Several(list)));
    return all;
  }

  /** Values of one name: shows the first, and gives each by its position. */
  static final class Several extends AbstractList<String> {
    private final List<String> values;

    Several(List<String> values) {
      this.values = values;
    }

    @Override
    public String get(int index) {
      return values.get(index);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public String toString() {
      return values.isEmpty() ? "" : values.getFirst();
    }
  }

  /** A path: shows itself, and gives its segments by position and by name. */
  private static final class PathText extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1;
    private final String text;

    PathText(String text, List<String> segments, Map<String, String> names) {
      this.text = text;
      for (int i = 0; i < segments.size(); i++) {
        put(String.valueOf(i), segments.get(i));
      }
      putAll(names);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
