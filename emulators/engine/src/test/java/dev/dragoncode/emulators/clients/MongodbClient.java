package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.bson.Document;

/** Inserts, indexes, updates, finds and aggregates, with MongoDB's Java driver. */
final class MongodbClient implements RealClient {

  @Override
  public String emulator() {
    return "mongodb";
  }

  @Override
  public boolean imageBuiltHere() {
    return false; // Debian has no MongoDB
  }

  @Override
  public void drive(Connection connection) {
    String uri = connection.spring("spring.mongodb.uri");
    String database = Objects.requireNonNull(new ConnectionString(uri).getDatabase());
    try (MongoClient client = MongoClients.create(uri)) {
      MongoCollection<Document> dragons = client.getDatabase(database).getCollection("dragons");
      dragons.createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
      dragons.insertMany(
          List.of(
              new Document("name", "Fafnir").append("gold", 9),
              new Document("name", "Smaug").append("gold", 20)));
      Assertions.assertThatThrownBy(() -> dragons.insertOne(new Document("name", "Smaug")))
          .isInstanceOf(MongoWriteException.class);
      dragons.updateOne(Filters.eq("name", "Smaug"), Updates.inc("gold", 1));

      Document rich = dragons.find(Filters.gt("gold", 10)).first();
      assertThat(rich).isNotNull().containsEntry("name", "Smaug").containsEntry("gold", 21);
      Document sum =
          dragons
              .aggregate(List.of(Aggregates.group(null, Accumulators.sum("all", "$gold"))))
              .first();
      assertThat(sum).isNotNull().containsEntry("all", 30);
      assertThat(dragons.countDocuments()).isEqualTo(2);
    }
  }
}
