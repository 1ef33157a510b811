package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.browse.product.RespClient.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Keys and their values in Redis and Valkey. */
final class RedisBrowser implements DataBrowser {

  /** Keys of a database that are looked at for prefixes in common. */
  private static final int SAMPLED = 5_000;

  /** SCAN's steps in search of one page: a rare word may be far away. */
  private static final int STEPS = 200;

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("key", ""),
          new Page.Column("type", ""),
          new Page.Column("expires", ""),
          new Page.Column("length", ""),
          new Page.Column("value", ""));

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  RedisBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.QUERY, Ability.FIND);
  }

  @Override
  public String remark() {
    return "";
  }

  private RespClient connect(String database) throws IOException {
    RespClient client = new RespClient(target.host(), port);
    if (!target.parameter("password").isEmpty()) {
      client.one("AUTH", target.parameter("password"));
    }
    client.one("SELECT", database);
    return client;
  }

  @Override
  public List<Place> places() throws InterruptedException {
    try (RespClient client = connect("0")) {
      List<Place> places = new ArrayList<>();
      for (Map.Entry<String, Long> database : databases(client).entrySet()) {
        String number = database.getKey();
        OptionalLong size = OptionalLong.of(database.getValue());
        places.add(new Place(number + "|", "db" + number, "", Place.Kind.KEYS, size, false));
        client.one("SELECT", number);
        boolean all = database.getValue() <= SAMPLED;
        prefixes(client)
            .forEach((prefix, count) ->
                places.add(
                    new Place(
                        number + "|" + prefix,
                        prefix + "*",
                        "db" + number,
                        Place.Kind.KEYS,
                        all ? OptionalLong.of(count) : OptionalLong.empty(),
                        false)));
      }
      return List.copyOf(places);
    } catch (IOException e) {
      throw Failures.of(target, "Its keys cannot be listed", e);
    }
  }

  /** Numbers of the databases that hold keys, and how many; the first is always there. */
  private static Map<String, Long> databases(RespClient client) throws IOException {
    Map<String, Long> databases = new LinkedHashMap<>();
    databases.put("0", 0L);
    for (String line : text(client.one("INFO", "keyspace")).split("\r?\n", -1)) {
      if (line.matches("db\\d+:keys=\\d+.*")) {
        String keys = line.substring(line.indexOf('=') + 1).split(",", 2)[0];
        databases.put(line.substring(2, line.indexOf(':')), Long.parseLong(keys));
      }
    }
    return databases;
  }

  /** What several keys begin with, up to their first colon. */
  private static Map<String, Integer> prefixes(RespClient client) throws IOException {
    Map<String, Integer> prefixes = new TreeMap<>();
    String cursor = "0";
    int seen = 0;
    do {
      Scan scan = scan(client, cursor, "*", 1_000);
      for (String key : scan.keys()) {
        int colon = key.indexOf(':');
        if (colon > 0) {
          prefixes.merge(key.substring(0, colon + 1), 1, Integer::sum);
        }
      }
      seen += scan.keys().size();
      cursor = scan.cursor();
    } while (!cursor.equals("0") && seen < SAMPLED && prefixes.size() < Bounds.PLACES / 2);
    prefixes.values().removeIf(count -> count < 2);
    return prefixes;
  }

  private record Scan(String cursor, List<String> keys) {}

  private static Scan scan(RespClient client, String cursor, String pattern, int count)
      throws IOException {
    Reply reply = client.one("SCAN", cursor, "MATCH", pattern, "COUNT", String.valueOf(count));
    if (reply instanceof Reply.Items(List<Reply> parts)
        && parts.get(1) instanceof Reply.Items(List<Reply> keys)) {
      return new Scan(text(parts.get(0)), keys.stream().map(RedisBrowser::text).toList());
    }
    throw new IOException(text(reply));
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    String prefix = place.id().substring(place.id().indexOf('|') + 1);
    String pattern = escaped(prefix) + (words.isBlank() ? "*" : "*" + escaped(words.strip()) + "*");
    try (RespClient client = connect(database(place))) {
      Set<String> keys = new java.util.LinkedHashSet<>();
      String cursor = from.orElse("0");
      int steps = 0;
      do {
        Scan scan = scan(client, cursor, pattern, Bounds.ROWS);
        keys.addAll(scan.keys());
        cursor = scan.cursor();
        steps++;
      } while (!cursor.equals("0") && keys.size() < Bounds.ROWS && steps < STEPS);
      boolean last = cursor.equals("0");
      return new Page(
          COLUMNS,
          new RedisValues(client).rows(List.copyOf(keys)),
          last ? Optional.empty() : Optional.of(cursor),
          words.isBlank() ? place.size() : OptionalLong.empty(),
          last || keys.size() >= Bounds.ROWS ? "" : "Many keys were looked at; there are more.",
          SqlRows.since(start));
    } catch (IOException e) {
      throw Failures.of(target, "The keys cannot be read", e);
    }
  }

  private static String database(Place place) {
    return place.id().substring(0, place.id().indexOf('|'));
  }

  /** What the pattern language of SCAN gives a meaning to. */
  private static String escaped(String words) {
    return words.replaceAll("([\\\\*?\\[\\]])", "\\\\$1");
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) throws InterruptedException {
    try (RespClient client = connect(database(place))) {
      return new RedisValues(client).detail(row.id());
    } catch (IOException e) {
      throw Failures.of(target, "The value cannot be read", e);
    }
  }

  @Override
  public Answer ask(String text, Optional<String> from) throws InterruptedException {
    List<String> words = CommandWords.of(text);
    if (words.isEmpty()) {
      return new Answer.Refused("There is no command", OptionalInt.empty(), "");
    }
    long start = System.nanoTime();
    try (RespClient client = connect("0")) {
      if (!changes && !reads(client, words.getFirst())) {
        return new Answer.Refused(
            words.getFirst() + " is no command that only reads",
            OptionalInt.empty(),
            "Switch “Allow changes” on to change data.");
      }
      Reply reply = client.one(words.toArray(String[]::new));
      return switch (reply) {
        case Reply.Fault(String fault) -> new Answer.Refused(fault, OptionalInt.empty(), "");
        default -> new Answer.Rows(answer(reply, start));
      };
    } catch (IOException e) {
      throw Failures.of(target, "The command was not carried out", e);
    }
  }

  /** The server itself says which of its commands only read; some plain ones have no such mark. */
  private static boolean reads(RespClient client, String command) throws IOException {
    if (Set.of("PING", "ECHO", "INFO", "TIME", "LASTSAVE").contains(upper(command))) {
      return true;
    }
    Reply said = client.one("COMMAND", "INFO", command);
    return said instanceof Reply.Items(List<Reply> commands)
        && commands.getFirst() instanceof Reply.Items(List<Reply> parts)
        && parts.get(2) instanceof Reply.Items(List<Reply> flags)
        && flags.stream().map(RedisBrowser::text).anyMatch("readonly"::equals);
  }

  private static String upper(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }

  private static Page answer(Reply reply, long start) {
    List<Page.Row> rows = new ArrayList<>();
    flatten(reply, "", rows);
    boolean more = rows.size() > Bounds.ROWS;
    return new Page(
        List.of(new Page.Column("#", ""), new Page.Column("answer", "")),
        more ? rows.subList(0, Bounds.ROWS) : rows,
        Optional.empty(),
        OptionalLong.of(rows.size()),
        more ? "Only the first %d parts are shown.".formatted(Bounds.ROWS) : "",
        SqlRows.since(start));
  }

  private static void flatten(Reply reply, String place, List<Page.Row> rows) {
    if (reply instanceof Reply.Items(List<Reply> items)) {
      for (int i = 0; i < items.size(); i++) {
        flatten(items.get(i), (place.isEmpty() ? "" : place + ".") + (i + 1), rows);
      }
      return;
    }
    rows.add(new Page.Row("", List.of(Value.of(place.isEmpty() ? "1" : place), value(reply))));
  }

  static Value value(Reply reply) {
    return switch (reply) {
      case Reply.Bulk bulk -> Value.of(bulk.bytes(), bulk.size());
      case Reply.Nothing _ -> Value.none();
      default -> Value.of(text(reply));
    };
  }

  static String text(Reply reply) {
    return switch (reply) {
      case Reply.Status(String text) -> text;
      case Reply.Fault(String text) -> text;
      case Reply.Count(long value) -> String.valueOf(value);
      case Reply.Bulk bulk -> new String(bulk.bytes(), StandardCharsets.UTF_8);
      case Reply.Items(List<Reply> items) -> items.size() + " parts";
      case Reply.Nothing _ -> "";
    };
  }

  @Override
  public void change(Change change) {
    throw Failures.notHere("Keys are changed by commands");
  }
}
