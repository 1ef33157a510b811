package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.browse.product.RespClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Values of Redis' types: a line of each in the list of keys, and one in full. */
final class RedisValues {

  /** Characters and items that a line shows of a value. */
  private static final String LINE_END = "255";

  private static final String ITEMS_END = "4";

  private final RespClient client;

  RedisValues(RespClient client) {
    this.client = client;
  }

  /** One row for each key; keys that are gone by now are left out. */
  List<Page.Row> rows(List<String> keys) throws IOException {
    List<List<byte[]>> kinds = new ArrayList<>();
    for (String key : keys) {
      kinds.add(RespClient.command("TYPE", key));
      kinds.add(RespClient.command("PTTL", key));
    }
    List<Reply> known = client.all(kinds);
    List<List<byte[]>> looks = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String type = RedisBrowser.text(known.get(2 * i));
      looks.add(length(type, keys.get(i)));
      looks.add(line(type, keys.get(i)));
    }
    List<Reply> seen = client.all(looks);
    List<Page.Row> rows = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String type = RedisBrowser.text(known.get(2 * i));
      if (!type.equals("none")) {
        rows.add(
            new Page.Row(
                keys.get(i),
                List.of(
                    Value.of(keys.get(i)),
                    Value.of(type),
                    expiry(known.get(2 * i + 1)),
                    RedisBrowser.value(seen.get(2 * i)),
                    line(seen.get(2 * i + 1)))));
      }
    }
    return rows;
  }

  private static List<byte[]> length(String type, String key) {
    return switch (type) {
      case "string" -> RespClient.command("STRLEN", key);
      case "hash" -> RespClient.command("HLEN", key);
      case "list" -> RespClient.command("LLEN", key);
      case "set" -> RespClient.command("SCARD", key);
      case "zset" -> RespClient.command("ZCARD", key);
      case "stream" -> RespClient.command("XLEN", key);
      default -> RespClient.command("EXISTS", key);
    };
  }

  private static List<byte[]> line(String type, String key) {
    return switch (type) {
      case "string" -> RespClient.command("GETRANGE", key, "0", LINE_END);
      case "hash" -> RespClient.command("HSCAN", key, "0", "COUNT", ITEMS_END);
      case "list" -> RespClient.command("LRANGE", key, "0", ITEMS_END);
      case "set" -> RespClient.command("SSCAN", key, "0", "COUNT", ITEMS_END);
      case "zset" -> RespClient.command("ZRANGE", key, "0", ITEMS_END);
      case "stream" -> RespClient.command("XREVRANGE", key, "+", "-", "COUNT", "1");
      default -> RespClient.command("ECHO", "");
    };
  }

  private static Value line(Reply reply) {
    if (reply instanceof Reply.Bulk) {
      return RedisBrowser.value(reply);
    }
    List<String> words = new ArrayList<>();
    collect(
        reply instanceof Reply.Items(List<Reply> parts) && scanned(parts) ? parts.get(1) : reply,
        words);
    return Value.of(String.join("  ", words));
  }

  /** SCAN's answers are a cursor and the items. */
  private static boolean scanned(List<Reply> parts) {
    return parts.size() == 2
        && parts.get(0) instanceof Reply.Bulk
        && parts.get(1) instanceof Reply.Items;
  }

  private static void collect(Reply reply, List<String> words) {
    if (reply instanceof Reply.Items(List<Reply> items)) {
      items.stream().limit(10).forEach(item -> collect(item, words));
    } else {
      words.add(RedisBrowser.value(reply).text());
    }
  }

  private static Value expiry(Reply millis) {
    long left = millis instanceof Reply.Count(long value) ? value : -1;
    return left < 0 ? Value.none() : Value.of("in " + said(Duration.ofMillis(left)));
  }

  private static String said(Duration left) {
    long seconds = left.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  /** A key's value in full, as far as the bounds allow. */
  Detail detail(String key) throws IOException {
    String type = RedisBrowser.text(client.one("TYPE", key));
    long length = client.one(length(type, key)) instanceof Reply.Count(long value) ? value : 0;
    List<Detail.Field> fields =
        switch (type) {
          case "string" -> text(key, length);
          case "hash" -> pairs(scan("HSCAN", key), "");
          case "list" -> numbered(client.one("LRANGE", key, "0", end()));
          case "set" -> numbered(new Reply.Items(scan("SSCAN", key)));
          case "zset" -> scores(client.one("ZRANGE", key, "0", end(), "WITHSCORES"));
          case "stream" ->
              entries(client.one("XREVRANGE", key, "+", "-", "COUNT", String.valueOf(Bounds.ROWS)));
          default -> List.of();
        };
    boolean counted = !type.equals("string");
    boolean cut = counted && length > Bounds.ROWS;
    String note =
        switch (type) {
          case "none" -> "The key is gone.";
          case "string", "hash", "list", "set", "zset", "stream" ->
              cut ? "%d of %d are shown.".formatted(Bounds.ROWS, length) : "";
          default -> "Values of the type " + type + " cannot be shown.";
        };
    return new Detail(key, note, fields);
  }

  private static String end() {
    return String.valueOf(Bounds.ROWS - 1);
  }

  private List<Detail.Field> text(String key, long length) throws IOException {
    Reply reply = client.one("GETRANGE", key, "0", String.valueOf(Bounds.VALUE_CHARS - 1));
    byte[] bytes = reply instanceof Reply.Bulk bulk ? bulk.bytes() : new byte[0];
    return List.of(new Detail.Field("value", "string", Value.of(bytes, length)));
  }

  private List<Reply> scan(String command, String key) throws IOException {
    List<Reply> all = new ArrayList<>();
    int wanted = command.equals("HSCAN") ? 2 * Bounds.ROWS : Bounds.ROWS;
    String cursor = "0";
    do {
      Reply reply = client.one(command, key, cursor, "COUNT", String.valueOf(Bounds.ROWS));
      if (!(reply instanceof Reply.Items(List<Reply> parts))
          || !(parts.get(1) instanceof Reply.Items(List<Reply> items))) {
        throw new IOException(RedisBrowser.text(reply));
      }
      all.addAll(items);
      cursor = RedisBrowser.text(parts.get(0));
    } while (!cursor.equals("0") && all.size() < wanted);
    return all.size() > wanted ? all.subList(0, wanted) : all;
  }

  private static List<Detail.Field> pairs(List<Reply> items, String type) {
    List<Detail.Field> fields = new ArrayList<>();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      fields.add(
          new Detail.Field(
              RedisBrowser.value(items.get(i)).text(), type, RedisBrowser.value(items.get(i + 1))));
    }
    return fields;
  }

  private static List<Detail.Field> numbered(Reply reply) {
    List<Detail.Field> fields = new ArrayList<>();
    for (Reply item : items(reply)) {
      fields.add(new Detail.Field(String.valueOf(fields.size()), "", RedisBrowser.value(item)));
    }
    return fields;
  }

  /** Members with their scores: the score is what a reader looks for first. */
  private static List<Detail.Field> scores(Reply reply) {
    List<Reply> items = items(reply);
    List<Detail.Field> fields = new ArrayList<>();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      fields.add(
          new Detail.Field(
              RedisBrowser.text(items.get(i + 1)), "score", RedisBrowser.value(items.get(i))));
    }
    return fields;
  }

  private static List<Detail.Field> entries(Reply reply) {
    List<Detail.Field> fields = new ArrayList<>();
    for (Reply entry : items(reply)) {
      List<Reply> parts = items(entry);
      for (Detail.Field field : pairs(items(parts.get(1)), RedisBrowser.text(parts.get(0)))) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static List<Reply> items(Reply reply) {
    return reply instanceof Reply.Items(List<Reply> items) ? items : List.of();
  }
}
