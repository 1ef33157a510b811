package dev.dragoncode.emulators.browse.product.kafka;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of Kafka, their partitions and messages, the newest first. A consumer without a group
 * reads them, so that no offset is kept and no group is disturbed.
 */
public final class KafkaBrowser implements DataBrowser {

  private static final Duration POLL = Duration.ofMillis(200);

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("partition", ""),
          new Page.Column("offset", ""),
          new Page.Column("time", ""),
          new Page.Column("key", ""),
          new Page.Column("value", ""),
          new Page.Column("headers", ""));

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  public KafkaBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PUBLISH);
  }

  @Override
  public String remark() {
    return "Read without a group: no offset is kept and no group is disturbed.";
  }

  /** Settings of a client of this broker. */
  static Properties settings(BrowseTarget target, int port) {
    Properties settings = new Properties();
    String millis = String.valueOf(Bounds.TIMEOUT.toMillis());
    settings.put("bootstrap.servers", target.host() + ":" + port);
    settings.put("default.api.timeout.ms", millis);
    settings.put("request.timeout.ms", millis);
    settings.put("allow.auto.create.topics", "false");
    settings.put("max.poll.records", String.valueOf(Bounds.ROWS));
    settings.put("fetch.max.bytes", String.valueOf(Bounds.BYTES));
    settings.put("enable.metrics.push", "false");
    return settings;
  }

  /** Settings of a producer that sends at once. */
  static Properties sending(BrowseTarget target, int port) {
    Properties settings = settings(target, port);
    settings.put("max.block.ms", String.valueOf(Bounds.TIMEOUT.toMillis()));
    settings.put("delivery.timeout.ms", String.valueOf(Bounds.TIMEOUT.toMillis()));
    settings.put("linger.ms", "0");
    return settings;
  }

  /** What is done with a consumer. */
  private interface Work<T> {
    T with(KafkaConsumer<byte[], byte[]> consumer);
  }

  private <T> T call(String failure, Work<T> work) throws InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // the library makes its own parts by their names
    thread.setContextClassLoader(KafkaBrowser.class.getClassLoader());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(target, port), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return work.with(consumer);
    } catch (InterruptException e) {
      Thread.interrupted();
      InterruptedException interrupted = new InterruptedException("cancelled");
      interrupted.initCause(e);
      throw interrupted;
    } catch (KafkaException e) {
      throw Failures.of(target, failure, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public List<Place> places() throws InterruptedException {
    return call(
        "Its topics cannot be listed",
        consumer -> {
          Map<String, List<PartitionInfo>> topics = consumer.listTopics();
          List<String> names =
              topics.keySet().stream()
                  .filter(name -> !name.startsWith("__"))
                  .sorted()
                  .limit(Bounds.PLACES)
                  .toList();
          List<TopicPartition> all =
              names.stream()
                  .flatMap(name -> partitions(topics.getOrDefault(name, List.of())).stream())
                  .toList();
          Map<TopicPartition, Long> first = consumer.beginningOffsets(all);
          Map<TopicPartition, Long> end = consumer.endOffsets(all);
          List<Place> places = new ArrayList<>();
          for (String name : names) {
            List<TopicPartition> own = partitions(topics.getOrDefault(name, List.of()));
            places.add(place(name, name, "", own, first, end));
            if (own.size() > 1) {
              for (TopicPartition one : own) {
                String id = name + "|" + one.partition();
                places.add(
                    place(id, "partition " + one.partition(), name, List.of(one), first, end));
              }
            }
          }
          return List.copyOf(places);
        });
  }

  private static List<TopicPartition> partitions(List<PartitionInfo> infos) {
    return infos.stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private static Place place(
      String id,
      String name,
      String group,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> first,
      Map<TopicPartition, Long> end) {
    long size = partitions.stream().mapToLong(p -> at(end, p) - at(first, p)).sum();
    return new Place(id, name, group, Place.Kind.TOPIC, OptionalLong.of(size), false);
  }

  private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition));
  }

  private static String topic(Place place) {
    int bar = place.id().indexOf('|');
    return bar < 0 ? place.id() : place.id().substring(0, bar);
  }

  private static OptionalInt partition(Place place) {
    int bar = place.id().indexOf('|');
    return bar < 0
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(place.id().substring(bar + 1)));
  }

  /** Where each partition's page ends, as {@code partition:offset} and a comma between. */
  private static Map<Integer, Long> ends(String from) {
    Map<Integer, Long> ends = new HashMap<>();
    for (String part : from.split(",", -1)) {
      int colon = part.indexOf(':');
      ends.put(Integer.valueOf(part.substring(0, colon)), Long.valueOf(part.substring(colon + 1)));
    }
    return ends;
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    return call(
        place.name() + " cannot be read",
        consumer -> {
          List<TopicPartition> partitions =
              partitions(consumer.partitionsFor(topic(place))).stream()
                  .filter(p ->
                      partition(place).isEmpty() || partition(place).getAsInt() == p.partition())
                  .toList();
          Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
          Map<TopicPartition, Long> end = new HashMap<>(consumer.endOffsets(partitions));
          from.map(KafkaBrowser::ends)
              .ifPresent(
                  ends -> end.replaceAll((p, last) -> ends.getOrDefault(p.partition(), last)));
          Map<TopicPartition, Long> begin = new HashMap<>();
          int each = Math.max(1, Bounds.ROWS / partitions.size());
          end.forEach((p, last) -> begin.put(p, Math.max(at(first, p), last - each)));
          List<ConsumerRecord<byte[], byte[]>> records = read(consumer, begin, end);
          records.sort(
              Comparator.comparingLong(ConsumerRecord<byte[], byte[]>::timestamp)
                  .thenComparingLong(ConsumerRecord::offset)
                  .reversed());
          boolean older =
              begin.entrySet().stream().anyMatch(e -> e.getValue() > at(first, e.getKey()));
          return new Page(
              COLUMNS,
              records.stream().map(KafkaBrowser::row).toList(),
              older ? Optional.of(next(begin)) : Optional.empty(),
              place.size(),
              "The newest first.",
              Duration.ofNanos(System.nanoTime() - start));
        });
  }

  private static String next(Map<TopicPartition, Long> begin) {
    return begin.entrySet().stream()
        .map(e -> e.getKey().partition() + ":" + e.getValue())
        .collect(Collectors.joining(","));
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> begin,
      Map<TopicPartition, Long> end) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Set<TopicPartition> filled =
        begin.keySet().stream().filter(p -> at(begin, p) < at(end, p)).collect(Collectors.toSet());
    consumer.assign(filled);
    filled.forEach(p -> consumer.seek(p, at(begin, p)));
    long deadline = System.nanoTime() + Bounds.TIMEOUT.toNanos();
    // marks of transactions have offsets too, so the position tells, not the count
    while (filled.stream().anyMatch(p -> consumer.position(p) < at(end, p))
        && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        TopicPartition of = new TopicPartition(found.topic(), found.partition());
        if (found.offset() < at(end, of)) {
          records.add(found);
        }
      }
    }
    return records;
  }

  private static Page.Row row(ConsumerRecord<byte[], byte[]> found) {
    String headers =
        StreamSupport.stream(found.headers().spliterator(), false)
            .map(header ->
                header.key()
                    + "="
                    + (header.value() == null
                        ? ""
                        : Value.of(header.value(), header.value().length).text()))
            .collect(Collectors.joining(", "));
    return new Page.Row(
        found.partition() + ":" + found.offset(),
        List.of(
            Value.of(String.valueOf(found.partition())),
            Value.of(String.valueOf(found.offset())),
            Value.of(Instant.ofEpochMilli(found.timestamp()).toString()),
            value(found.key()),
            value(found.value()),
            headers.isEmpty() ? Value.none() : Value.of(headers)));
  }

  private static Value value(byte @org.jspecify.annotations.Nullable [] bytes) {
    return bytes == null ? Value.none() : Value.of(bytes, bytes.length);
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) {
    return Detail.of(topic(place), page.columns(), row);
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("Kafka takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes || !(change instanceof Change.Publish(Place place, String body))) {
      throw Failures.readOnly();
    }
    Properties settings = sending(target, port);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaBrowser.class.getClassLoader());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      OptionalInt partition = partition(place);
      producer
          .send(
              new ProducerRecord<>(
                  topic(place),
                  partition.isPresent() ? partition.getAsInt() : null,
                  null,
                  body.getBytes(StandardCharsets.UTF_8)))
          .get(Bounds.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw Failures.of(target, "The message was not published", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
