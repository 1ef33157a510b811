package dev.dragoncode.emulators.browse.product.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.browse.product.Failures;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;

/** Databases, collections and documents of MongoDB. */
public final class MongodbBrowser implements DataBrowser {

  /** What the server keeps for itself. */
  private static final Set<String> ITS_OWN = Set.of("admin", "config", "local");

  /** Columns of a table of documents: more than are ever in sight. */
  private static final int COLUMNS = 40;

  private static final JsonWriterSettings LINE =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final JsonWriterSettings WHOLE =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).indent(true).build();

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  public MongodbBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.FIND, Ability.DELETE);
  }

  @Override
  public String remark() {
    return "";
  }

  @Override
  public String findPrompt() {
    return "{\"state\": \"paid\"}";
  }

  /** What is done with an open connection. */
  interface Work<T> {
    T with(MongoClient client) throws InterruptedException;
  }

  /** Does it with a connection of its own. */
  <T> T call(String failure, Work<T> work) throws InterruptedException {
    int millis = Math.toIntExact(Bounds.TIMEOUT.toMillis());
    String user = target.parameter("user");
    String login =
        user.isEmpty() ? "" : encoded(user) + ":" + encoded(target.parameter("password")) + "@";
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(
                new ConnectionString(
                    "mongodb://" + login + target.host() + ":" + port + "/?directConnection=true"))
            .applyToClusterSettings(c -> c.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(s ->
                s.connectTimeout(millis, TimeUnit.MILLISECONDS)
                    .readTimeout(millis, TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(p -> p.maxSize(1))
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      return work.with(client);
    } catch (MongoInterruptedException e) {
      InterruptedException interrupted = new InterruptedException("cancelled");
      interrupted.initCause(e);
      throw interrupted;
    } catch (MongoException e) {
      throw Failures.of(target, failure, e);
    }
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public List<Place> places() throws InterruptedException {
    return call(
        "Its collections cannot be listed",
        client -> {
          List<Place> places = new ArrayList<>();
          for (String database : client.listDatabaseNames()) {
            if (!ITS_OWN.contains(database)) {
              places.addAll(collections(client.getDatabase(database)));
            }
          }
          return places.stream().limit(Bounds.PLACES).toList();
        });
  }

  private static List<Place> collections(MongoDatabase database) {
    List<String> names = database.listCollectionNames().into(new ArrayList<>());
    return names.stream()
        .filter(name -> !name.startsWith("system."))
        .sorted()
        .map(name -> {
          long size = database.getCollection(name).estimatedDocumentCount();
          return new Place(
              database.getName() + "." + name,
              name,
              database.getName(),
              Place.Kind.COLLECTION,
              OptionalLong.of(size),
              false);
        })
        .toList();
  }

  private static MongoCollection<BsonDocument> collection(MongoClient client, Place place) {
    // a database's name has no dot
    int dot = place.id().indexOf('.');
    return client
        .getDatabase(place.id().substring(0, dot))
        .getCollection(place.id().substring(dot + 1), BsonDocument.class);
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    BsonDocument filter = filter(words);
    int skipped = from.map(Integer::parseInt).orElse(0);
    return call(
        place.name() + " cannot be read",
        client -> {
          FindIterable<BsonDocument> found =
              collection(client, place)
                  .find(filter)
                  .skip(skipped)
                  .limit(Bounds.ROWS + 1)
                  .maxTime(Bounds.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
          List<BsonDocument> documents = found.into(new ArrayList<>());
          boolean more = documents.size() > Bounds.ROWS;
          List<BsonDocument> shown = more ? documents.subList(0, Bounds.ROWS) : documents;
          List<String> names = names(shown);
          return new Page(
              names.stream().map(name -> new Page.Column(name, "")).toList(),
              shown.stream().map(document -> row(document, names)).toList(),
              more ? Optional.of(String.valueOf(skipped + Bounds.ROWS)) : Optional.empty(),
              words.isBlank() ? place.size() : OptionalLong.empty(),
              "",
              Duration.ofNanos(System.nanoTime() - start));
        });
  }

  private static BsonDocument filter(String words) {
    try {
      return words.isBlank() ? new BsonDocument() : BsonDocument.parse(words.strip());
    } catch (JsonParseException e) {
      throw Problem.of(
              "This is no filter",
              String.valueOf(e.getMessage()),
              Remedy.of("Write a document in JSON, such as {\"state\": \"paid\"}."))
          .asException();
    }
  }

  /** The fields of all documents, those that come first in them first. */
  private static List<String> names(List<BsonDocument> documents) {
    Set<String> names = new LinkedHashSet<>();
    documents.forEach(document -> names.addAll(document.keySet()));
    return names.stream().limit(COLUMNS).toList();
  }

  private static Page.Row row(BsonDocument document, List<String> names) {
    BsonValue id = document.get("_id");
    String key = id == null ? "" : new BsonDocument("_id", id).toJson();
    return new Page.Row(key, names.stream().map(name -> value(document.get(name))).toList());
  }

  private static Value value(@org.jspecify.annotations.Nullable BsonValue value) {
    if (value == null || value.isNull()) {
      return Value.none();
    }
    return Value.of(
        switch (value.getBsonType()) {
          case STRING -> value.asString().getValue();
          case OBJECT_ID -> value.asObjectId().getValue().toHexString();
          case INT32, INT64, DOUBLE, DECIMAL128, BOOLEAN, DATE_TIME, ARRAY, DOCUMENT -> json(value);
          default -> json(value);
        });
  }

  private static String json(BsonValue value) {
    String document = new BsonDocument("v", value).toJson(LINE);
    return document.substring(document.indexOf(':') + 1, document.length() - 1).strip();
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) throws InterruptedException {
    if (row.id().isEmpty()) {
      return Detail.of(place.name(), page.columns(), row);
    }
    BsonDocument whole =
        call(
            "The document cannot be read",
            client -> {
              BsonDocument found =
                  collection(client, place).find(BsonDocument.parse(row.id())).first();
              return found == null ? new BsonDocument() : found;
            });
    List<Detail.Field> fields = new ArrayList<>();
    for (Map.Entry<String, BsonValue> field : whole.entrySet()) {
      String type = field.getValue().getBsonType().name().toLowerCase(java.util.Locale.ROOT);
      fields.add(new Detail.Field(field.getKey(), type, value(field.getValue())));
    }
    fields.add(new Detail.Field("document", "json", Value.of(whole.toJson(WHOLE))));
    return new Detail(place.name(), whole.isEmpty() ? "It is no longer there." : "", fields);
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("Documents are found by a filter", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    if (!(change instanceof Change.Delete(Place place, Page.Row row)) || row.id().isEmpty()) {
      throw Failures.notHere("Documents alone are deleted here");
    }
    call(
        "Nothing was deleted",
        client -> collection(client, place).deleteOne(BsonDocument.parse(row.id())));
  }
}
