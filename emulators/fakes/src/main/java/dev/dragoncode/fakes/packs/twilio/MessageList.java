package dev.dragoncode.fakes.packs.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages page by page, newest first:
 * https://www.twilio.com/docs/usage/twilios-response#pagination.
 */
final class MessageList {

  private static final int USUAL = 50;
  private static final int MOST = 1_000;
  private static final int MOST_PAGES = 1_000_000;

  /** Filters that a link to another page keeps. */
  private static final List<String> FILTERS =
      List.of("To", "From", "DateSent", "DateSent<", "DateSent>");

  private MessageList() {}

  static Reply page(Call call) {
    int size = Math.clamp(call.input().path("PageSize").asInt(USUAL), 1, MOST);
    int page = Math.clamp(call.input().path("Page").asInt(0), 0, MOST_PAGES);
    Selection selection = Selection.newest(size).where("account_sid", TwilioCode.accountOf(call));
    for (String field : List.of("To", "From")) {
      Optional<String> wanted = call.text(field);
      if (wanted.isPresent()) {
        selection = selection.where(field.toLowerCase(java.util.Locale.ROOT), wanted.get());
      }
    }
    selection = dates(call, selection);
    String token = call.text("PageToken").orElse("");
    if (token.startsWith("PB")) {
      selection = selection.before(token.substring(2));
    } else if (token.startsWith("PA")) {
      selection = selection.after(token.substring(2));
    } else {
      selection = selection.skip(page * size);
    }
    return Reply.json(200, body(call, call.list("message", selection), size, page));
  }

  private static Selection dates(Call call, Selection all) {
    Selection selection = all;
    for (String name : List.of("DateSent", "DateSent<", "DateSent>")) {
      Optional<String> text = call.text(name);
      if (text.isEmpty()) {
        continue;
      }
      Bounds bounds = Bounds.of(text.get());
      selection =
          selection.where(row -> {
            long sent = row.path("~sent").asLong(Long.MIN_VALUE);
            return sent != Long.MIN_VALUE
                && switch (name) {
                  case "DateSent<" -> sent < bounds.end();
                  case "DateSent>" -> sent >= bounds.start();
                  default -> sent >= bounds.start() && sent < bounds.end();
                };
          });
    }
    return selection;
  }

  /** The seconds of a day, or of one moment. */
  private record Bounds(long start, long end) {

    static Bounds of(String text) {
      try {
        if (text.length() <= 10) {
          LocalDate day = LocalDate.parse(text);
          return new Bounds(
              day.atStartOfDay().toEpochSecond(ZoneOffset.UTC),
              day.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC));
        }
        long second = Instant.parse(text).getEpochSecond();
        return new Bounds(second, second + 1);
      } catch (DateTimeException e) {
        throw TwilioCode.invalid(20001, "Invalid parameter: DateSent " + text);
      }
    }
  }

  private static ObjectNode body(Call call, Slice slice, int size, int page) {
    String path = call.request().path();
    List<ObjectNode> rows = slice.rows();
    boolean backwards = call.text("PageToken").orElse("").startsWith("PB");
    boolean more = backwards || slice.more();
    ObjectNode body = call.object();
    body.put("page", page).put("page_size", size);
    body.put("start", page * size).put("end", Math.max(page * size, page * size + rows.size() - 1));
    body.put("first_page_uri", path + link(call, size, 0, ""));
    body.put("uri", path + link(call, size, page, call.text("PageToken").orElse("")));
    if (more && !rows.isEmpty()) {
      String last = rows.getLast().path("sid").asText();
      body.put("next_page_uri", path + link(call, size, page + 1, "PA" + last));
    } else {
      body.putNull("next_page_uri");
    }
    if (page > 0 && !rows.isEmpty()) {
      String first = rows.getFirst().path("sid").asText();
      body.put("previous_page_uri", path + link(call, size, page - 1, "PB" + first));
    } else {
      body.putNull("previous_page_uri");
    }
    ArrayNode messages = body.putArray("messages");
    rows.forEach(row -> messages.add(call.show("message", row)));
    return body;
  }

  private static String link(Call call, int size, int page, String token) {
    Map<String, String> values = new LinkedHashMap<>();
    FILTERS.forEach(name -> call.text(name).ifPresent(value -> values.put(name, value)));
    values.put("PageSize", String.valueOf(size));
    values.put("Page", String.valueOf(page));
    if (!token.isEmpty()) {
      values.put("PageToken", token);
    }
    StringBuilder query = new StringBuilder();
    values.forEach((name, value) ->
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }
}
