package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Tables and items of DynamoDB, and statements in PartiQL. */
final class DynamodbBrowser implements DataBrowser {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Columns of a table of items: more than are ever in sight. */
  private static final int COLUMNS = 40;

  private final BrowseTarget target;
  private final AwsCalls calls;
  private final boolean changes;

  DynamodbBrowser(BrowseTarget target, AwsCalls calls, boolean changes) {
    this.target = target;
    this.calls = calls;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.QUERY, Ability.DELETE);
  }

  @Override
  public String remark() {
    return "";
  }

  private JsonNode call(String operation, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    return calls.json("DynamoDB_20120810." + operation, "1.0", arguments);
  }

  @Override
  public List<Place> places() throws InterruptedException {
    try {
      List<Place> places = new ArrayList<>();
      for (JsonNode name : call("ListTables", Map.of("Limit", 100)).path("TableNames")) {
        long count = describe(name.asText()).path("ItemCount").asLong();
        OptionalLong size = OptionalLong.of(count);
        places.add(new Place(name.asText(), name.asText(), "", Place.Kind.TABLE, size, true));
      }
      return List.copyOf(places);
    } catch (IOException e) {
      throw Failures.of(target, "Its tables cannot be listed", e);
    }
  }

  private JsonNode describe(String table) throws IOException, InterruptedException {
    return call("DescribeTable", Map.of("TableName", table)).path("Table");
  }

  /** The attributes of a table's key. */
  private List<String> key(String table) throws IOException, InterruptedException {
    List<String> key = new ArrayList<>();
    describe(table).path("KeySchema").forEach(part -> key.add(part.path("AttributeName").asText()));
    return key;
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    Map<String, Object> asked = new HashMap<>();
    asked.put("TableName", place.id());
    asked.put("Limit", Bounds.ROWS);
    try {
      if (from.isPresent()) {
        asked.put("ExclusiveStartKey", JSON.readTree(from.get()));
      }
      JsonNode answer = call("Scan", asked);
      JsonNode last = answer.path("LastEvaluatedKey");
      return page(
          answer.path("Items"),
          key(place.id()),
          last.isEmpty() ? Optional.empty() : Optional.of(last.toString()),
          start);
    } catch (IOException e) {
      throw Failures.of(target, place.name() + " cannot be read", e);
    }
  }

  private static Page page(JsonNode items, List<String> key, Optional<String> next, long start) {
    Set<String> names = new LinkedHashSet<>(key);
    items.forEach(item -> item.fieldNames().forEachRemaining(names::add));
    List<String> shown = names.stream().limit(COLUMNS).toList();
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode item : items) {
      ObjectNode id = JSON.createObjectNode();
      key.forEach(part -> id.set(part, item.path(part)));
      rows.add(
          new Page.Row(id.toString(), shown.stream().map(name -> value(item.path(name))).toList()));
    }
    return new Page(
        shown.stream().map(name -> new Page.Column(name, "")).toList(),
        rows,
        next,
        OptionalLong.empty(),
        "",
        SqlRows.since(start));
  }

  /** An attribute without its type, as {@code {"S": "text"}} is a text. */
  private static Value value(JsonNode attribute) {
    if (attribute.isMissingNode() || attribute.has("NULL")) {
      return Value.none();
    }
    return Value.of(
        plain(attribute).isTextual() ? plain(attribute).asText() : plain(attribute).toString());
  }

  private static JsonNode plain(JsonNode attribute) {
    Map.Entry<String, JsonNode> typed = attribute.properties().iterator().next();
    JsonNode content = typed.getValue();
    return switch (typed.getKey()) {
      case "N" -> number(content.asText());
      case "L" -> {
        var list = JSON.createArrayNode();
        content.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case "M" -> {
        ObjectNode map = JSON.createObjectNode();
        content.properties().forEach(entry -> map.set(entry.getKey(), plain(entry.getValue())));
        yield map;
      }
      case "NS" -> {
        var list = JSON.createArrayNode();
        content.forEach(item -> list.add(number(item.asText())));
        yield list;
      }
      default -> content;
    };
  }

  private static JsonNode number(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) throws InterruptedException {
    try {
      JsonNode item =
          call("GetItem", Map.of("TableName", place.id(), "Key", JSON.readTree(row.id())))
              .path("Item");
      List<Detail.Field> fields = new ArrayList<>();
      ObjectNode whole = JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> entry : item.properties()) {
        String type = entry.getValue().fieldNames().next();
        fields.add(new Detail.Field(entry.getKey(), type, value(entry.getValue())));
        whole.set(entry.getKey(), plain(entry.getValue()));
      }
      fields.add(new Detail.Field("item", "json", Value.of(pretty(whole))));
      return new Detail(place.name(), item.isEmpty() ? "It is no longer there." : "", fields);
    } catch (IOException e) {
      throw Failures.of(target, "The item cannot be read", e);
    }
  }

  private static String pretty(JsonNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Answer ask(String text, Optional<String> from) throws InterruptedException {
    String statement = text.strip();
    if (!changes && !statement.toUpperCase(Locale.ROOT).startsWith("SELECT")) {
      return new Answer.Refused(
          "Only SELECT is asked while changes are not allowed",
          OptionalInt.empty(),
          "Switch “Allow changes” on to change data.");
    }
    long start = System.nanoTime();
    Map<String, Object> asked = new HashMap<>();
    asked.put("Statement", statement);
    asked.put("Limit", Bounds.ROWS);
    from.ifPresent(token -> asked.put("NextToken", token));
    try {
      JsonNode answer = call("ExecuteStatement", asked);
      String next = answer.path("NextToken").asText();
      Optional<String> more = next.isEmpty() ? Optional.empty() : Optional.of(next);
      return new Answer.Rows(page(answer.path("Items"), List.of(), more, start));
    } catch (AwsCalls.RefusedException e) {
      return new Answer.Refused(
          String.valueOf(e.getMessage()),
          OptionalInt.empty(),
          "This is PartiQL, such as SELECT * FROM \"table\" WHERE id = '1'.");
    } catch (IOException e) {
      throw Failures.of(target, "The statement was not asked", e);
    }
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    if (!(change instanceof Change.Delete(Place place, Page.Row row))) {
      throw Failures.notHere("Items are changed by statements");
    }
    try {
      call("DeleteItem", Map.of("TableName", place.id(), "Key", JSON.readTree(row.id())));
    } catch (IOException e) {
      throw Failures.of(target, "Nothing was deleted", e);
    }
  }
}
