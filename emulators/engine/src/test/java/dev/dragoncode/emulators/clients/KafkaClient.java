package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Commits a transaction and reads it in groups of the old and of the new protocol. */
final class KafkaClient implements RealClient {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String emulator() {
    return "kafka";
  }

  @Override
  public void drive(Connection connection) throws Exception {
    String servers = connection.spring("spring.kafka.bootstrap-servers");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(List.of(new NewTopic("dragons", 2, (short) 1)))
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    produce(servers);
    assertThat(consume(servers, "classic")).containsExactlyInAnyOrder("Fafnir", "Smaug");
    assertThat(consume(servers, "consumer")).containsExactlyInAnyOrder("Fafnir", "Smaug");
  }

  private static void produce(String servers) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "transactional.id", "hoard"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent =
          List.of(
              producer.send(new ProducerRecord<>("dragons", "norse", "Fafnir")),
              producer.send(new ProducerRecord<>("dragons", "english", "Smaug")));
      producer.commitTransaction();
      assertThat(sent).allMatch(Future::isDone);
    }
  }

  private static List<String> consume(String servers, String protocol) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                "readers-" + protocol,
                "group.protocol",
                protocol,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("dragons"));
      List<String> found = new ArrayList<>();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (found.size() < 2 && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> received : consumer.poll(Duration.ofMillis(200))) {
          found.add(received.value());
        }
      }
      consumer.commitSync();
      return found;
    }
  }
}
