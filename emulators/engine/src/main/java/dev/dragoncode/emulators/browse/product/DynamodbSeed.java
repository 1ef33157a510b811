package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.seed.SeedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tables of a file and puts its items. A table names its key's attributes and their
 * types; whatever else CreateTable takes may stand beside it, in the words of that call. Items are
 * written plainly, without the types that DynamoDB gives them.
 */
final class DynamodbSeed implements ProductSeed {

  private static final String API = "DynamoDB_20120810.";

  private final AwsCalls calls;

  DynamodbSeed(AwsCalls calls) {
    this.calls = calls;
  }

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    SeedDocument document = SeedDocument.read(target, file);
    return new SeedWork(document, "tables", "items")
        .each("tables", item -> make(document, item))
        .each("items", item -> put(document, item))
        .done();
  }

  private void make(SeedDocument document, Item item) throws IOException, InterruptedException {
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    table.put("BillingMode", "PAY_PER_REQUEST");
    item.text("name").ifPresent(name -> table.put("TableName", name));
    List<Map<String, String>> attributes = new ArrayList<>();
    List<Map<String, String>> keys = new ArrayList<>();
    item.texts("key")
        .forEach((name, type) -> {
          attributes.add(Map.of("AttributeName", name, "AttributeType", type));
          keys.add(Map.of("AttributeName", name, "KeyType", keys.isEmpty() ? "HASH" : "RANGE"));
        });
    item.texts("attributes")
        .forEach(
            (name, type) -> attributes.add(Map.of("AttributeName", name, "AttributeType", type)));
    if (!keys.isEmpty()) {
      table.put("AttributeDefinitions", attributes);
      table.put("KeySchema", keys);
    }
    item.fields()
        .forEach((name, value) -> {
          if (Character.isUpperCase(name.charAt(0))) {
            table.put(name, value);
          }
        });
    if (!table.containsKey("KeySchema")) {
      throw document.failure(
          item.line(), "a table names its “key”, such as {id: S} or {customer: S, placed: N}");
    }
    calls.json(API + "CreateTable", "1.0", table);
  }

  private void put(SeedDocument document, Item item) throws IOException, InterruptedException {
    String table = document.required(item, "table");
    if (!(item.fields().get("item") instanceof Map<?, ?> fields)) {
      throw document.failure(item.line(), "the field “item” is missing");
    }
    calls.json(API + "PutItem", "1.0", Map.of("TableName", table, "Item", attributes(fields)));
  }

  private static Map<String, Object> attributes(Map<?, ?> fields) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    fields.forEach((name, value) -> attributes.put(String.valueOf(name), attribute(value)));
    return attributes;
  }

  /** A value with its type. */
  private static Map<String, Object> attribute(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of("NULL", true);
      case Boolean bool -> Map.of("BOOL", bool);
      case Number number -> Map.of("N", String.valueOf(number));
      case Map<?, ?> map -> Map.of("M", attributes(map));
      case List<?> list -> Map.of("L", list.stream().map(DynamodbSeed::attribute).toList());
      default -> Map.of("S", String.valueOf(value));
    };
  }
}
