package dev.dragoncode.fakes.stubs;

import dev.dragoncode.fakes.pack.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a multipart body. */
final class MultipartBody {

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile("[; ]name=\"?([^\";]*)\"?");

  /** More than any client sends. */
  private static final int MOST = 1_000;

  private MultipartBody() {}

  /**
   * A part.
   *
   * @param name as its content-disposition says; empty where that says none
   * @param headers by lower-case name
   */
  record Piece(String name, Map<String, String> headers, Seen body) {}

  /** The parts of a request; none where it has no multipart body. */
  static List<Piece> read(FakeRequest request) {
    String type = request.header("content-type").orElse("");
    Matcher boundary = BOUNDARY.matcher(type);
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/") || !boundary.find()) {
      return List.of();
    }
    String mark = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    // one character for each byte, so that positions are the body's own
    String text = new String(request.body(), StandardCharsets.ISO_8859_1);
    List<Piece> pieces = new ArrayList<>();
    int at = text.indexOf(mark);
    while (at >= 0 && pieces.size() < MOST) {
      int from = text.indexOf("\r\n", at);
      int next = from < 0 ? -1 : text.indexOf("\r\n" + mark, from);
      if (next >= 0) {
        pieces.add(piece(text.substring(from + 2, Math.max(from + 2, next))));
      }
      at = next < 0 ? -1 : next + 2;
    }
    return pieces;
  }

  private static Piece piece(String text) {
    int end = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end == 0 ? 2 : end + 4);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    Matcher name = NAME.matcher(headers.getOrDefault("content-disposition", ""));
    return new Piece(
        name.find() ? name.group(1) : "",
        headers,
        Seen.of(body.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
