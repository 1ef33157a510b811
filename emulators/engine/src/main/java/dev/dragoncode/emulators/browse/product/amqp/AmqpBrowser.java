package dev.dragoncode.emulators.browse.product.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queues of an AMQP 0-9-1 broker. The protocol cannot list them, so their names come from the
 * broker's own log, where it writes them there as Qpid does, and from the user.
 */
public final class AmqpBrowser implements DataBrowser {

  /** Qpid's line about a queue: {@code [... vh(/default)/qu(orders)] QUE-1001 : Create : ...}. */
  private static final Pattern QUEUE = Pattern.compile("/qu\\(([^)]+)\\)[^:]*QUE-100([12])");

  /** Messages that are fetched to be looked at; each is held until all go back. */
  private static final int PEEKED = 50;

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("#", ""),
          new Page.Column("routing key", ""),
          new Page.Column("exchange", ""),
          new Page.Column("type", ""),
          new Page.Column("size", "bytes"),
          new Page.Column("redelivered", ""),
          new Page.Column("headers", ""),
          new Page.Column("body", ""));

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  public AmqpBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PUBLISH, Ability.NAME_PLACE);
  }

  @Override
  public String remark() {
    return "AMQP cannot list queues: name one at the left. Looking takes messages and puts them"
        + " back, marked as redelivered.";
  }

  /** What is done with an open channel. */
  private interface Work<T> {
    T with(Channel channel) throws IOException;
  }

  private <T> T call(String failure, Work<T> work) throws InterruptedException {
    ConnectionFactory factory = new ConnectionFactory();
    int millis = Math.toIntExact(Bounds.TIMEOUT.toMillis());
    factory.setHost(target.host());
    factory.setPort(port);
    factory.setUsername(target.parameter("user"));
    factory.setPassword(target.parameter("password"));
    factory.setConnectionTimeout(millis);
    factory.setHandshakeTimeout(millis);
    factory.setChannelRpcTimeout(millis);
    factory.setAutomaticRecoveryEnabled(false);
    try (Connection connection = factory.newConnection("DragonCode data browser");
        Channel channel = connection.createChannel()) {
      return work.with(channel);
    } catch (IOException | TimeoutException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("cancelled");
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw Problem.of(
              failure,
              target.spec().name() + ": " + cause.getMessage(),
              Remedy.of("Check the queue's name; it must have been declared by a program."))
          .causedBy(e)
          .asException();
    }
  }

  @Override
  public List<Place> places() throws InterruptedException {
    Set<String> names = new LinkedHashSet<>();
    for (String line : target.lines().get()) {
      Matcher queue = QUEUE.matcher(line);
      if (queue.find()) {
        boolean created = queue.group(2).equals("1");
        names.remove(queue.group(1));
        if (created) {
          names.add(queue.group(1));
        }
      }
    }
    List<Place> places = new ArrayList<>();
    for (String name : names) {
      long count = call("The queue " + name + " cannot be read", c -> c.messageCount(name));
      places.add(new Place(name, name, "", Place.Kind.QUEUE, OptionalLong.of(count), false));
    }
    return List.copyOf(places);
  }

  /** Closing the channel gives all that was fetched back, in its old order. */
  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    return call(
        "The queue " + place.id() + " cannot be read",
        channel -> {
          long count = channel.messageCount(place.id());
          List<Page.Row> rows = new ArrayList<>();
          GetResponse message = channel.basicGet(place.id(), false);
          while (message != null) {
            rows.add(row(rows.size() + 1, message));
            message = rows.size() < PEEKED ? channel.basicGet(place.id(), false) : null;
          }
          String note =
              count > rows.size() ? "The first %d messages are shown.".formatted(rows.size()) : "";
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          return new Page(COLUMNS, rows, Optional.empty(), OptionalLong.of(count), note, took);
        });
  }

  private static Page.Row row(int number, GetResponse message) {
    AMQP.BasicProperties properties = message.getProps();
    Map<String, Object> headers = properties.getHeaders();
    String type = properties.getContentType();
    byte[] body = message.getBody();
    return new Page.Row(
        String.valueOf(number),
        List.of(
            Value.of(String.valueOf(number)),
            Value.of(message.getEnvelope().getRoutingKey()),
            Value.of(message.getEnvelope().getExchange()),
            type == null ? Value.none() : Value.of(type),
            Value.of(String.valueOf(body.length)),
            Value.of(message.getEnvelope().isRedeliver() ? "yes" : "no"),
            headers == null || headers.isEmpty() ? Value.none() : Value.of(headers.toString()),
            Value.of(body, body.length)));
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) {
    return Detail.of(place.name(), page.columns(), row);
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("A broker takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes || !(change instanceof Change.Publish(Place place, String body))) {
      throw Problem.of(
              "Nothing was changed",
              "This emulator's data are open for reading only.",
              Remedy.of("Switch “Allow changes” on, then do it again."))
          .asException();
    }
    call(
        "The message was not published",
        channel -> {
          // fails where there is no such queue; a publish to nowhere would be lost in silence
          channel.queueDeclarePassive(place.id());
          channel.basicPublish("", place.id(), null, body.getBytes(StandardCharsets.UTF_8));
          return place;
        });
  }
}
