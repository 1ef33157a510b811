package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks into a real mongo-java-server, filled by MongoDB's driver. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MongodbBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void showsCollectionsAndFindsDocuments(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "mongodb", folder);
        MongoClient user =
            MongoClients.create(bench.variables(Dialect.DOTENV).get("MONGODB_URI"))) {
      MongoCollection<Document> dragons = user.getDatabase("app").getCollection("dragons");
      dragons.insertOne(
          new Document("_id", new ObjectId("64b7f0aa2f4e4c3d2b1a0f9e"))
              .append("name", "Fafnir")
              .append("gold", 9L)
              .append("lair", new Document("place", "Gnitaheid").append("deep", true))
              .append("rings", List.of("Andvaranaut", 2)));
      dragons.insertOne(new Document("name", "Smaug").append("age", null));
      user.getDatabase("other")
          .getCollection("many")
          .insertMany(
              IntStream.range(0, Bounds.ROWS + 1).mapToObj(i -> new Document("n", i)).toList());
      DataBrowser browser = bench.reading();

      assertThat(browser.places())
          .extracting(place -> place.group() + "." + place.name() + " " + place.size().orElse(-1))
          .containsExactly("app.dragons 2", "other.many " + (Bounds.ROWS + 1));
      showsDocuments(browser, bench.place("dragons"));
      pages(browser, bench.place("many"));
      Place place = bench.place("dragons");
      Page found = browser.page(place, "{\"gold\": {\"$gt\": 5}}", Optional.empty());
      assertThat(found.rows()).hasSize(1);
      assertThatThrownBy(() -> browser.page(place, "{gold", Optional.empty()))
          .isInstanceOf(ProblemException.class);

      Change delete = new Change.Delete(place, found.rows().getFirst());
      assertThatThrownBy(() -> browser.change(delete)).isInstanceOf(ProblemException.class);
      assertThat(dragons.countDocuments()).isEqualTo(2);
      bench.changing().change(delete);
      assertThat(dragons.find().first()).containsEntry("name", "Smaug");
    }
  }

  private static void showsDocuments(DataBrowser browser, Place place) throws Exception {
    Page page = browser.page(place, "", Optional.empty());
    assertThat(page.columns())
        .extracting(Page.Column::name)
        .containsExactly("_id", "name", "gold", "lair", "rings", "age");
    assertThat(page.rows().getFirst().values())
        .containsExactly(
            Value.of("64b7f0aa2f4e4c3d2b1a0f9e"),
            Value.of("Fafnir"),
            Value.of("9"),
            Value.of("{\"place\": \"Gnitaheid\", \"deep\": true}"),
            Value.of("[\"Andvaranaut\", 2]"),
            Value.none());
    assertThat(page.total()).isEqualTo(OptionalLong.of(2));
    Detail detail = browser.detail(place, page, page.rows().getFirst());
    assertThat(detail.fields().getLast().value().text()).contains("\"deep\": true");
    assertThat(detail.fields())
        .extracting(field -> field.name() + " " + field.type())
        .contains("_id object_id", "gold int64", "lair document");
  }

  private static void pages(DataBrowser browser, Place many) throws Exception {
    Page first = browser.page(many, "", Optional.empty());
    assertThat(first.rows()).hasSize(Bounds.ROWS);
    Page second = browser.page(many, "", first.next());
    assertThat(second.rows()).hasSize(1);
    assertThat(second.next()).isEmpty();
  }
}
