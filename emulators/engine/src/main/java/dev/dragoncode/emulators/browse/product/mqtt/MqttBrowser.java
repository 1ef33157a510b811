package dev.dragoncode.emulators.browse.product.mqtt;

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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Retained messages of an MQTT broker, and what comes while one listens. A broker keeps nothing
 * else that could be looked at.
 */
public final class MqttBrowser implements DataBrowser {

  private static final String RETAINED = "retained";
  private static final String LIVE = "live";

  /** A broker sends all that is retained at once; silence for this long is the end of it. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  /** How long one listens to what comes. */
  private static final Duration LISTENS = Duration.ofSeconds(4);

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("time", ""),
          new Page.Column("topic", ""),
          new Page.Column("QoS", ""),
          new Page.Column("retained", ""),
          new Page.Column("payload", ""));

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  public MqttBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.NAME_PLACE, Ability.PUBLISH, Ability.DELETE);
  }

  @Override
  public String remark() {
    return "A broker keeps retained messages alone. Name a topic at the left, or a filter such as"
        + " orders/#, to listen to it for 4 s and to publish to it.";
  }

  /** What is done with an open connection. */
  interface Work<T> {
    T with(MqttClient client) throws MqttException, InterruptedException;
  }

  /** Does it with a connection of its own. */
  <T> T call(String failure, Work<T> work) throws InterruptedException {
    String url = "tcp://" + target.host() + ":" + port;
    String id = "dragoncode-" + UUID.randomUUID().toString().substring(0, 8);
    MqttConnectOptions options = new MqttConnectOptions();
    options.setConnectionTimeout(Math.toIntExact(Bounds.TIMEOUT.toSeconds()));
    options.setAutomaticReconnect(false);
    String user = target.parameter("user");
    if (!user.isEmpty()) {
      options.setUserName(user);
      options.setPassword(target.parameter("password").toCharArray());
    }
    try (MqttClient client = new MqttClient(url, id, new MemoryPersistence())) {
      client.setTimeToWait(Bounds.TIMEOUT.toMillis());
      client.connect(options);
      try {
        return work.with(client);
      } finally {
        // not forcibly: that waits for an answer, which a broker does not give to a goodbye
        if (client.isConnected()) {
          client.disconnect(0);
        }
      }
    } catch (MqttException e) {
      throw Failures.of(target, failure, e);
    }
  }

  @Override
  public List<Place> places() {
    return List.of(place(RETAINED, "Retained"), place(LIVE, "Live, for 4 s"));
  }

  private static Place place(String id, String name) {
    return new Place(id, name, "", Place.Kind.TOPIC, OptionalLong.empty(), false);
  }

  /** A message as it came. */
  private record Arrived(LocalTime time, String topic, MqttMessage message) {}

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    boolean retained = place.id().equals(RETAINED);
    String filter = retained || place.id().equals(LIVE) ? "#" : place.id();
    BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>(Bounds.ROWS + 1);
    List<Page.Row> rows =
        call(
            place.name() + " cannot be listened to",
            client -> {
              client.subscribe(
                  filter,
                  0,
                  (topic, message) ->
                      arrived.offer(
                          new Arrived(LocalTime.now(ZoneId.systemDefault()), topic, message)));
              return retained ? retained(arrived) : listened(arrived);
            });
    return new Page(
        COLUMNS,
        rows,
        Optional.empty(),
        OptionalLong.empty(),
        retained ? "" : "Refresh listens again.",
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static List<Page.Row> retained(BlockingQueue<Arrived> arrived)
      throws InterruptedException {
    List<Page.Row> rows = new ArrayList<>();
    Arrived next = arrived.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    while (next != null && next.message().isRetained() && rows.size() < Bounds.ROWS) {
      rows.add(row(next));
      next = arrived.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    return rows;
  }

  private static List<Page.Row> listened(BlockingQueue<Arrived> arrived)
      throws InterruptedException {
    List<Page.Row> rows = new ArrayList<>();
    long end = System.nanoTime() + LISTENS.toNanos();
    while (rows.size() < Bounds.ROWS) {
      Arrived next = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return rows;
      }
      rows.add(row(next));
    }
    return rows;
  }

  private static Page.Row row(Arrived arrived) {
    MqttMessage message = arrived.message();
    byte[] payload = message.getPayload();
    return new Page.Row(
        arrived.topic(),
        List.of(
            Value.of(arrived.time().truncatedTo(ChronoUnit.MILLIS).toString()),
            Value.of(arrived.topic()),
            Value.of(String.valueOf(message.getQos())),
            Value.of(message.isRetained() ? "yes" : "no"),
            Value.of(payload, payload.length)));
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) {
    return Detail.of(row.id(), page.columns(), row);
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("MQTT takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    switch (change) {
      case Change.Publish(Place place, String body) -> {
        boolean topic =
            !Set.of(RETAINED, LIVE).contains(place.id()) && !place.id().matches(".*[#+].*");
        if (!topic) {
          throw Failures.notHere("A message needs a topic: name one at the left");
        }
        publish(place.id(), body.getBytes(StandardCharsets.UTF_8), false);
      }
      // an empty message takes the place of the one that is retained
      case Change.Delete(Place _, Page.Row row) -> publish(row.id(), new byte[0], true);
      default -> throw Failures.notHere("A broker holds messages");
    }
  }

  private void publish(String topic, byte[] body, boolean retained) throws InterruptedException {
    call(
        "The message was not published",
        client -> {
          client.publish(topic, body, 1, retained);
          return topic;
        });
  }
}
