package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks into a real Kafka, filled by its own client. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KafkaBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.dragoncode.emulators.engine.Matrix#kinds")
  void showsMessagesWithoutAGroupAndPublishesWhenAsked(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "kafka", folder)) {
      Map<String, Object> servers =
          Map.of(
              "bootstrap.servers",
              bench.variables(Dialect.SPRING).get("spring.kafka.bootstrap-servers"));
      try (Admin admin = Admin.create(servers)) {
        admin
            .createTopics(
                List.of(new NewTopic("dragons", 2, (short) 1), new NewTopic("many", 1, (short) 1)))
            .all()
            .get(30, TimeUnit.SECONDS);
        fill(servers);
        DataBrowser browser = bench.reading();
        assertThat(browser.places())
            .extracting(place -> place.name() + " " + place.size().orElse(-1))
            .containsExactly(
                "dragons 3", "partition 0 2", "partition 1 1", "many " + (Bounds.ROWS + 5));

        showsMessages(bench, browser);
        pages(browser, bench.place("many"));
        assertThat(admin.listGroups().all().get(30, TimeUnit.SECONDS)).isEmpty();
        publishesWhenAsked(bench, browser);
      }
    }
  }

  private static void fill(Map<String, Object> servers) throws Exception {
    Map<String, Object> compressed = new HashMap<>(servers);
    compressed.put("compression.type", "zstd");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(compressed, new StringSerializer(), new StringSerializer())) {
      ProducerRecord<String, String> first =
          new ProducerRecord<>("dragons", 0, 1_000L, "norse", "Fafnir");
      first.headers().add("saga", "Edda".getBytes(StandardCharsets.UTF_8));
      producer.send(first).get(30, TimeUnit.SECONDS);
      producer
          .send(new ProducerRecord<>("dragons", 1, 2_000L, "english", "Smaug"))
          .get(30, TimeUnit.SECONDS);
      ProducerRecord<String, String> gone =
          new ProducerRecord<>("dragons", 0, 3_000L, "norse", null, List.of());
      producer.send(gone).get(30, TimeUnit.SECONDS);
      for (int i = 0; i < Bounds.ROWS + 5; i++) {
        assertThat(producer.send(new ProducerRecord<>("many", String.valueOf(i)))).isNotNull();
      }
      producer.flush();
    }
  }

  private static void showsMessages(BrowseBench bench, DataBrowser browser) throws Exception {
    Page page = browser.page(bench.place("dragons"), "", Optional.empty());
    assertThat(page.rows())
        .extracting(row -> row.id() + " " + row.values().get(4).text())
        .containsExactly("0:1 ", "1:0 Smaug", "0:0 Fafnir");
    assertThat(page.rows().getFirst().values().get(4)).isEqualTo(Value.none());
    assertThat(page.rows().getLast().values())
        .containsExactly(
            Value.of("0"),
            Value.of("0"),
            Value.of("1970-01-01T00:00:01Z"),
            Value.of("norse"),
            Value.of("Fafnir"),
            Value.of("saga=Edda"));
    assertThat(browser.page(bench.place("partition 1"), "", Optional.empty()).rows()).hasSize(1);
  }

  private static void pages(DataBrowser browser, Place many) throws Exception {
    Page first = browser.page(many, "", Optional.empty());
    assertThat(first.rows()).hasSize(Bounds.ROWS);
    assertThat(first.rows().getFirst().values().get(4).text())
        .isEqualTo(String.valueOf(Bounds.ROWS + 4));
    Page second = browser.page(many, "", first.next());
    assertThat(second.rows()).hasSize(5);
    assertThat(second.rows().getLast().values().get(4).text()).isEqualTo("0");
    assertThat(second.next()).isEmpty();
  }

  private static void publishesWhenAsked(BrowseBench bench, DataBrowser browser) throws Exception {
    Place place = bench.place("partition 1");
    Change publish = new Change.Publish(place, "Glaurung");
    assertThatThrownBy(() -> browser.change(publish)).isInstanceOf(ProblemException.class);
    bench.changing().change(publish);
    assertThat(browser.page(place, "", Optional.empty()).rows().getFirst().values().get(4))
        .isEqualTo(Value.of("Glaurung"));
  }
}
