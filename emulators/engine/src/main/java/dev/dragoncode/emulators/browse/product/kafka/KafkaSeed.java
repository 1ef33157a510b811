package dev.dragoncode.emulators.browse.product.kafka;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.ProductSeed;
import dev.dragoncode.emulators.browse.product.SeedDocument;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.browse.product.SeedWork;
import dev.dragoncode.emulators.seed.SeedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Makes the topics of a file and sends its messages, each acknowledged. */
public final class KafkaSeed implements ProductSeed {

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    SeedDocument document = SeedDocument.read(target, file);
    SeedWork work = new SeedWork(document, "topics", "messages");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // the library makes its own parts by their names
    thread.setContextClassLoader(KafkaSeed.class.getClassLoader());
    try (Admin admin = Admin.create(KafkaBrowser.settings(target, port));
        KafkaProducer<byte @Nullable [], byte @Nullable []> producer =
            new KafkaProducer<>(
                KafkaBrowser.sending(target, port),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      return work.each("topics", item -> make(admin, document, item))
          .each("messages", item -> send(producer, document, item))
          .done();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void make(Admin admin, SeedDocument document, Item item) throws Exception {
    NewTopic topic =
        new NewTopic(
            document.required(item, "name"),
            item.text("partitions").map(Integer::valueOf),
            Optional.empty());
    await(admin.createTopics(List.of(topic.configs(item.texts("config")))).all());
  }

  private static void send(
      KafkaProducer<byte @Nullable [], byte @Nullable []> producer,
      SeedDocument document,
      Item item)
      throws Exception {
    ProducerRecord<byte @Nullable [], byte @Nullable []> message =
        new ProducerRecord<>(
            document.required(item, "topic"),
            item.text("partition").map(Integer::valueOf).orElse(null),
            item.text("key").map(KafkaSeed::bytes).orElse(null),
            // a message without a body is the mark of something deleted
            item.fields().get("body") == null ? null : bytes(item.body()));
    item.texts("headers").forEach((name, text) -> message.headers().add(name, bytes(text)));
    await(producer.send(message));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void await(Future<?> done) throws Exception {
    try {
      done.get(Bounds.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new TimeoutException("No answer in %d s".formatted(Bounds.TIMEOUT.toSeconds()));
    }
  }
}
