package dev.dragoncode.fakes.packs.github;

import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What all answers have in common: types, ETags and what is said to requests of the wrong shape.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api.
 */
final class Answers {

  private static final Pattern FORMAT =
      Pattern.compile("vnd\\.github(?:\\.v3)?\\.([a-z]+)(?:\\+json)?");

  private Answers() {}

  static void setUp(Setup setup) {
    setup.admission(Caller::admit);
    setup.objection(Answers::objection);
    setup.finish(Answers::finish);
  }

  /** Whether a request asks for a form such as {@code raw} or {@code diff}. */
  static boolean wants(Call call, String format) {
    return FORMAT
        .matcher(call.request().header("accept").orElse(""))
        .results()
        .anyMatch(match -> match.group(1).equals(format));
  }

  static Reply diff(String text) {
    return Reply.text(200, "application/vnd.github.diff", text);
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Wrong types and missing values of what is written; lists are forgiven. */
  private static Optional<Reply> objection(Call call, List<Finding> findings) {
    boolean reading = call.request().method().matches("GET|HEAD");
    String kind = kind(call);
    for (Finding finding : findings) {
      String field = finding.path().getLast();
      switch (finding.kind()) {
        case MISSING -> {
          if (!reading) {
            throw Errors.invalid(kind, field, "missing_field");
          }
        }
        case TYPE -> {
          if (!reading) {
            throw Errors.unprocessable(mistyped(finding));
          }
        }
        case VALUE -> {
          if (!field.matches("per_page|page")) {
            throw Errors.invalid(kind, field, "invalid", finding.found());
          }
        }
        case UNKNOWN -> {}
      }
    }
    return Optional.empty();
  }

  private static String mistyped(Finding finding) {
    String name = "properties/" + String.join("/", finding.path());
    String found = finding.found();
    String value =
        found.matches("-?\\d+(\\.\\d+)?|true|false|[\\[{].*") ? found : "\"" + found + "\"";
    return "Invalid request.\n\nFor '%s', %s is not %s.".formatted(name, value, finding.expected());
  }

  /** GitHub's name of what an operation is about. */
  private static String kind(Call call) {
    String first = call.operation().id().replaceFirst("\\..*", "");
    return call.value("kinds").path(first).asText("Resource");
  }

  /** With an ETag, and without a body where the caller has it already. */
  private static Reply finish(Call call, Reply reply) {
    Map<String, String> headers = new LinkedHashMap<>(reply.headers());
    headers.put("x-github-media-type", "github.v3; format=json");
    String token = call.credential().secret();
    if (token.startsWith("ghp_") || token.startsWith("gho_")) {
      headers.put("x-oauth-scopes", call.value("scopes").asText());
      headers.put("x-accepted-oauth-scopes", "");
    }
    if (!(reply instanceof Reply.Json json)) {
      return with(reply, headers);
    }
    byte[] body = json.body().toString().getBytes(StandardCharsets.UTF_8);
    headers.put("content-type", "application/json; charset=utf-8");
    boolean reading = call.request().method().matches("GET|HEAD");
    if (!reading || reply.status() != 200) {
      return new Reply.Content(reply.status(), headers, body);
    }
    boolean anonymous = call.credential().secret().isEmpty();
    headers.put("cache-control", (anonymous ? "public" : "private") + ", max-age=60, s-maxage=60");
    headers.put(
        "vary",
        "Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With");
    String tag = "\"" + sha256(body) + "\"";
    headers.put("etag", "W/" + tag);
    Optional<Instant> changed = changed(json);
    changed.ifPresent(time ->
        headers.put(
            "last-modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC))));
    if (unchanged(call, tag, changed)) {
      headers.remove("content-type");
      return new Reply.Content(304, headers, new byte[0]);
    }
    return new Reply.Content(200, headers, body);
  }

  private static Optional<Instant> changed(Reply.Json reply) {
    String time = reply.body().path("updated_at").asText("");
    return time.isEmpty() || time.equals("null")
        ? Optional.empty()
        : Optional.of(Instant.parse(time));
  }

  private static boolean unchanged(Call call, String tag, Optional<Instant> changed) {
    Optional<String> match = call.request().header("if-none-match");
    if (match.isPresent()) {
      return match.get().contains(tag) || match.get().strip().equals("*");
    }
    Optional<String> since = call.request().header("if-modified-since");
    if (since.isEmpty() || changed.isEmpty()) {
      return false;
    }
    try {
      Instant known =
          ZonedDateTime.parse(since.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return !changed.get().isAfter(known);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Reply with(Reply reply, Map<String, String> headers) {
    Reply result = reply;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      result = result.withHeader(header.getKey(), header.getValue());
    }
    return result;
  }
}
