package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeds real brokers and stores, and reads all of it back through the data browser. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StoreSeedsTest {

  @TempDir Path folder;

  /**
   * What one product is seeded with.
   *
   * @param done what is answered
   * @param place where the rows are looked for
   * @param rows a piece of each row, in the order of the page
   * @param bad a file that is refused at its line 3
   * @param said a piece of the reason
   */
  record Sown(
      String id,
      EngineKind kind,
      String file,
      String content,
      String done,
      String place,
      List<String> rows,
      String badFile,
      String bad,
      String said) {

    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Sown> products() {
    return Stream.of(
        new Sown(
            "kafka",
            EngineKind.EMBEDDED,
            "kafka.yaml",
            """
            topics:
              - {name: orders, partitions: 1, config: {cleanup.policy: compact}}
            messages:
              - {topic: orders, key: "1", headers: {tenant: north}, body: {id: 1}}
              - {topic: orders, key: "1"}
            """,
            "1 topic, 2 messages",
            "orders",
            List.of("1", "1 {\"id\":1} tenant=north"),
            "bad.yaml",
            "messages:\n\n  - {topic: orders, key: a, partition: 7, body: lost}\n",
            "7"),
        new Sown(
            "mqtt",
            EngineKind.EMBEDDED,
            "mqtt.yaml",
            """
            messages:
              - {topic: house/light, body: "on"}
              - {topic: house/door, retain: false, body: open}
            """,
            "2 messages",
            "Retained",
            List.of("house/light"),
            "bad.yaml",
            "messages:\n\n  - {body: lost}\n",
            "the field “topic” is missing"),
        new Sown(
            "nats",
            EngineKind.DOCKER,
            "nats.yaml",
            """
            streams:
              - {name: ORDERS, subjects: ["orders.>"], max_msgs: 10}
            messages:
              - {subject: orders.new, headers: {tenant: north}, body: {id: 1}}
            """,
            "1 stream, 1 message",
            "ORDERS",
            List.of("orders.new"),
            "bad.yaml",
            "messages:\n\n  - {subject: nobody, body: lost}\n",
            "No stream keeps “nobody”"),
        new Sown(
            "artemis",
            EngineKind.EMBEDDED,
            "artemis.yaml",
            """
            queues:
              - name: orders
            messages:
              - {queue: orders, headers: {tenant: north}, body: {id: 1}}
            """,
            "1 queue, 1 message",
            "orders",
            List.of("{\"id\":1}"),
            "bad.yaml",
            "messages:\n\n  - {queue: none, body: lost}\n",
            "there is no queue none"),
        new Sown(
            "sqs",
            EngineKind.EMBEDDED,
            "sqs.yaml",
            """
            queues:
              - {name: orders, attributes: {VisibilityTimeout: 5}}
              - name: bills.fifo
            messages:
              - {queue: orders, attributes: {tenant: north}, body: {id: 1}}
              - {queue: bills.fifo, group: a, body: paid}
            """,
            "2 queues, 2 messages",
            "orders",
            List.of("{\"id\":1}"),
            "bad.yaml",
            "messages:\n\n  - {queue: none, body: lost}\n",
            "queue"),
        new Sown(
            "dynamodb",
            EngineKind.EMBEDDED,
            "dynamodb.yaml",
            """
            tables:
              - {name: dragons, key: {name: S, age: N}}
            items:
              - table: dragons
                item: {name: Smaug, age: 171, gold: true, foes: [Bard, 1], home: {hill: lonely}}
            """,
            "1 table, 1 item",
            "dragons",
            List.of("Smaug 171"),
            "bad.yaml",
            "items:\n\n  - {table: dragons, item: {name: Fafnir}}\n",
            "key"),
        new Sown(
            "mongodb",
            EngineKind.EMBEDDED,
            "mongo/dragons.json",
            """
            {"_id": {"$oid": "5f0000000000000000000001"}, "name": "Smaug", "age": 171}

            {"_id": {"$oid": "5f0000000000000000000002"}, "name": "Fafnir"}
            """,
            "2 documents",
            "dragons",
            List.of("Smaug", "Fafnir"),
            "mongo/dragons.json",
            """
            {"_id": {"$oid": "5f0000000000000000000003"}}

            {"_id": {"$oid": "5f0000000000000000000002"}, "name": "again"}
            """,
            "duplicate key"),
        new Sown(
            "s3",
            EngineKind.EMBEDDED,
            "storage",
            "Smaug",
            "1 object",
            "dragons",
            List.of("smaug.txt"),
            "",
            "",
            ""));
  }

  @ParameterizedTest
  @MethodSource("products")
  void holdsWhatAFileSays(Sown sown) throws Exception {
    try (BrowseBench bench = new BrowseBench(sown.kind(), sown.id(), folder)) {
      if (sown.id().equals("s3")) {
        assertThat(bench.seedFolder("storage", "dragons/smaug.txt", sown.content()))
            .isEqualTo(sown.done());
        assertThat(refused(() -> bench.seedFolder("loose", "smaug.txt", sown.content())).reason())
            .contains("It stands in no bucket");
      } else {
        assertThat(bench.seed(sown.file(), sown.content())).isEqualTo(sown.done());
      }
      DataBrowser browser = bench.reading();
      Place place = bench.place(sown.place());
      Page page = browser.page(place, "", Optional.empty());
      assertThat(page.rows()).hasSameSizeAs(sown.rows());
      for (int i = 0; i < sown.rows().size(); i++) {
        assertThat(page.rows().get(i).values().stream().map(Value::text).toList().toString())
            .contains(sown.rows().get(i).split(" "));
      }
      if (!sown.bad().isEmpty()) {
        Problem problem = refused(() -> bench.seed(sown.badFile(), sown.bad()));
        assertThat(problem.title()).endsWith("was not seeded: " + sown.badFile() + ", line 3");
        assertThat(problem.reason()).contains(sown.said());
      }
      if (sown.id().equals("mongodb")) {
        indexes(bench);
      }
    }
  }

  /** What an export cannot say is said in YAML. */
  private static void indexes(BrowseBench bench) throws Exception {
    String seed =
        """
        indexes:
          - {collection: eggs, keys: {colour: 1}, unique: true}
        documents:
          - {collection: eggs, document: {colour: red, laid: {$date: "2026-01-02T03:04:05Z"}}}
        """;
    assertThat(bench.seed("mongo/eggs.yaml", seed)).isEqualTo("1 index, 1 document");
    assertThat(bench.place("eggs").size()).hasValue(1);
    Problem twice = refused(() -> bench.seed("mongo/eggs.yaml", seed));
    assertThat(twice.title()).endsWith("mongo/eggs.yaml, line 4");
    assertThat(refused(() -> bench.seed("mongo/worse.yaml", "documnts: []\n")).reason())
        .isEqualTo("There is no “documnts” here, only “indexes”, “documents”");
  }

  private static Problem refused(BrowseBench.Call call) {
    ProblemException e = catchThrowableOfType(ProblemException.class, call::run);
    assertThat(e).isNotNull();
    return e.problem();
  }
}
