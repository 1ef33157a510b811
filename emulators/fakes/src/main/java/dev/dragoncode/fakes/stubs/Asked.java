package dev.dragoncode.fakes.stubs;

import dev.dragoncode.fakes.pack.FakeRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as mappings look at it; each view of it is made when it is first needed. */
final class Asked {

  private final FakeRequest request;
  private final String target;
  private final Seen body;
  private @Nullable Map<String, List<String>> cookies;
  private @Nullable Map<String, List<String>> form;
  private @Nullable List<MultipartBody.Piece> pieces;

  Asked(FakeRequest request) {
    this.request = request;
    this.target =
        request.target().startsWith("/")
            ? request.target()
            : request.target().replaceFirst("^(?i)https?://[^/?#]*", "");
    this.body = Seen.of(request.body());
  }

  FakeRequest request() {
    return request;
  }

  /** Path and query as they came. */
  String target() {
    return target;
  }

  /** The path as it came. */
  String rawPath() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  Seen body() {
    return body;
  }

  /** The values of a header, by its lower-case name. */
  List<String> header(String name) {
    List<String> repeated = request.repeated().get(name);
    return repeated != null ? repeated : request.header(name).map(List::of).orElse(List.of());
  }

  /** The values of a name of the query. */
  List<String> query(String name) {
    return request.query().getOrDefault(name, List.of());
  }

  Map<String, List<String>> cookies() {
    Map<String, List<String>> known = cookies;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (String line : header("cookie")) {
        for (String pair : line.split(";", -1)) {
          int equals = pair.indexOf('=');
          if (equals > 0) {
            known
                .computeIfAbsent(pair.substring(0, equals).strip(), _ -> new ArrayList<>())
                .add(pair.substring(equals + 1).strip());
          }
        }
      }
      cookies = known;
    }
    return known;
  }

  /** The values of a body that is a form; empty where it is none. */
  Map<String, List<String>> form() {
    Map<String, List<String>> known = form;
    if (known == null) {
      known = type().contains("x-www-form-urlencoded") ? form(request.text()) : Map.of();
      form = known;
    }
    return known;
  }

  static Map<String, List<String>> form(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!pair.isEmpty()) {
        values
            .computeIfAbsent(name, _ -> new ArrayList<>())
            .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // no valid escape: taken as it is
      return text;
    }
  }

  /** The parts of a body that has several; empty where it has none. */
  List<MultipartBody.Piece> pieces() {
    List<MultipartBody.Piece> known = pieces;
    if (known == null) {
      known = MultipartBody.read(request);
      pieces = known;
    }
    return known;
  }

  private String type() {
    return request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
  }
}
