package dev.dragoncode.emulators.browse.product.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.ProductSeed;
import dev.dragoncode.emulators.browse.product.SeedDocument;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.browse.product.SeedWork;
import dev.dragoncode.emulators.seed.SeedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/**
 * Makes the indexes and documents of a file in YAML; or takes a file of JSON as mongoexport writes
 * it, a document in each line or all in a list, for the collection that it is named after. Values
 * may be Extended JSON: https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
 */
public final class MongodbSeed implements ProductSeed {

  /** Documents that go out together. */
  private static final int TOGETHER = 1_000;

  /** A document, and the line where it stands. */
  private record Numbered(int line, BsonDocument document) {}

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    MongodbBrowser mongodb = new MongodbBrowser(target, port, true);
    if (file.endsWith(".json", ".jsonl")) {
      List<Numbered> documents = exported(target, file);
      return mongodb.call("It was not seeded", client -> insert(client, target, file, documents));
    }
    SeedDocument document = SeedDocument.read(target, file);
    SeedWork work = new SeedWork(document, "indexes", "documents");
    return mongodb.call(
        "It was not seeded",
        client ->
            work.each("indexes", item -> index(client, target, document, item))
                .each(
                    "documents",
                    item ->
                        collection(client, target, document, item)
                            .insertOne(part(document, item, "document")))
                .done());
  }

  private static void index(
      MongoClient client, BrowseTarget target, SeedDocument document, Item item) {
    IndexOptions options = new IndexOptions().unique(item.flag("unique", false));
    item.text("expireAfterSeconds")
        .ifPresent(seconds -> options.expireAfter(Long.parseLong(seconds), TimeUnit.SECONDS));
    collection(client, target, document, item).createIndex(part(document, item, "keys"), options);
  }

  private static BsonDocument part(SeedDocument document, Item item, String name) {
    return BsonDocument.parse(
        item.json(name)
            .orElseThrow(
                () -> document.failure(item.line(), "the field “" + name + "” is missing")));
  }

  private static MongoCollection<BsonDocument> collection(
      MongoClient client, BrowseTarget target, SeedDocument document, Item item) {
    return collection(
        client,
        item.text("database").orElse(target.parameter("database")),
        document.required(item, "collection"));
  }

  private static MongoCollection<BsonDocument> collection(
      MongoClient client, String database, String name) {
    return client.getDatabase(database).getCollection(name, BsonDocument.class);
  }

  private static List<Numbered> exported(BrowseTarget target, SeedFile file) {
    String text = file.text();
    List<Numbered> documents = new ArrayList<>();
    int line = 1;
    try {
      if (text.stripLeading().startsWith("[")) {
        for (BsonValue value : BsonArray.parse(text)) {
          documents.add(new Numbered(1, value.asDocument()));
        }
        return documents;
      }
      for (String each : text.lines().toList()) {
        if (!each.isBlank()) {
          documents.add(new Numbered(line, BsonDocument.parse(each)));
        }
        line++;
      }
      return documents;
    } catch (JsonParseException | BsonInvalidOperationException e) {
      throw file.failure(line, target.spec().name(), String.valueOf(e.getMessage()));
    }
  }

  private static String insert(
      MongoClient client, BrowseTarget target, SeedFile file, List<Numbered> documents) {
    String inside = file.inside().substring(file.inside().lastIndexOf('/') + 1);
    MongoCollection<BsonDocument> collection =
        collection(
            client, target.parameter("database"), inside.substring(0, inside.lastIndexOf('.')));
    for (int from = 0; from < documents.size(); from += TOGETHER) {
      List<Numbered> batch = documents.subList(from, Math.min(documents.size(), from + TOGETHER));
      try {
        collection.insertMany(batch.stream().map(Numbered::document).toList());
      } catch (MongoBulkWriteException e) {
        BulkWriteError first = e.getWriteErrors().getFirst();
        throw file.failure(
            batch.get(first.getIndex()).line(), target.spec().name(), first.getMessage());
      }
    }
    return documents.size() == 1 ? "1 document" : documents.size() + " documents";
  }
}
