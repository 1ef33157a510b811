package dev.dragoncode.emulators.browse.product.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.Failures;
import dev.dragoncode.emulators.browse.product.ProductSeed;
import dev.dragoncode.emulators.browse.product.SeedDocument;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.browse.product.SeedWork;
import dev.dragoncode.emulators.seed.SeedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Declares the exchanges, queues and bindings of a file and publishes its messages, each confirmed
 * by the broker.
 */
public final class AmqpSeed implements ProductSeed {

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Messages stay over a restart of the broker, as its queues do. */
  private static final int PERSISTENT = 2;

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    SeedDocument document = SeedDocument.read(target, file);
    SeedWork work = new SeedWork(document, "exchanges", "queues", "bindings", "messages");
    ConnectionFactory factory = new ConnectionFactory();
    int millis = Math.toIntExact(LONGEST.toMillis());
    factory.setHost(target.host());
    factory.setPort(port);
    factory.setUsername(target.parameter("user"));
    factory.setPassword(target.parameter("password"));
    factory.setConnectionTimeout(millis);
    factory.setHandshakeTimeout(millis);
    factory.setChannelRpcTimeout(millis);
    factory.setAutomaticRecoveryEnabled(false);
    try (Connection connection = factory.newConnection("DragonCode seed");
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      return work.each("exchanges", item -> exchange(channel, document, item))
          .each("queues", item -> queue(channel, document, item))
          .each("bindings", item -> bind(channel, document, item))
          .each("messages", item -> publish(channel, document, item))
          .done();
    } catch (IOException | TimeoutException e) {
      throw Failures.of(target, "It was not seeded", e);
    }
  }

  private static void exchange(Channel channel, SeedDocument document, Item item)
      throws IOException {
    channel.exchangeDeclare(
        document.required(item, "name"),
        item.text("type").orElse("direct"),
        item.flag("durable", true),
        item.flag("autoDelete", false),
        arguments(item));
  }

  private static void queue(Channel channel, SeedDocument document, Item item) throws IOException {
    channel.queueDeclare(
        document.required(item, "name"),
        item.flag("durable", true),
        false,
        item.flag("autoDelete", false),
        arguments(item));
  }

  private static void bind(Channel channel, SeedDocument document, Item item) throws IOException {
    channel.queueBind(
        document.required(item, "queue"),
        document.required(item, "exchange"),
        item.text("routingKey").orElse(""));
  }

  private static void publish(Channel channel, SeedDocument document, Item item)
      throws IOException, InterruptedException, TimeoutException {
    String exchange = item.text("exchange").orElse("");
    String key =
        exchange.isEmpty() ? document.required(item, "queue") : item.text("routingKey").orElse("");
    if (exchange.isEmpty()) {
      // a message to nowhere would be lost in silence
      channel.queueDeclarePassive(key);
    }
    Map<String, Object> headers = new LinkedHashMap<>(item.texts("headers"));
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .deliveryMode(PERSISTENT)
            .contentType(item.text("contentType").orElse(null))
            .headers(headers)
            .build();
    channel.basicPublish(exchange, key, properties, item.body().getBytes(StandardCharsets.UTF_8));
    channel.waitForConfirmsOrDie(LONGEST.toMillis());
  }

  private static Map<String, Object> arguments(Item item) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (item.fields().get("arguments") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> arguments.put(String.valueOf(key), value));
    }
    return arguments;
  }
}
