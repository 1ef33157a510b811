package dev.dragoncode.emulators.browse.product.artemis;

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
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;

/** Queues of Artemis and their messages, which a browsing consumer reads and leaves. */
public final class ArtemisBrowser implements DataBrowser {

  /** Silence for this long is the end of a queue. */
  private static final long SILENCE_MILLIS = 300;

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("id", ""),
          new Page.Column("time", ""),
          new Page.Column("type", ""),
          new Page.Column("redelivered", ""),
          new Page.Column("properties", ""),
          new Page.Column("body", ""));

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  public ArtemisBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PUBLISH, Ability.CLEAR, Ability.DELETE);
  }

  @Override
  public String remark() {
    return "";
  }

  /** What is done with an open session; Artemis throws whatever it likes. */
  interface Work<T> {
    T with(ClientSession session) throws Exception;
  }

  /** Does it with a connection of its own. */
  <T> T call(String failure, Work<T> work) throws InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // the library makes its own parts by their names
    thread.setContextClassLoader(ArtemisBrowser.class.getClassLoader());
    TransportConfiguration broker =
        new TransportConfiguration(
            NettyConnectorFactory.class.getName(),
            Map.of(
                TransportConstants.HOST_PROP_NAME,
                target.host(),
                TransportConstants.PORT_PROP_NAME,
                port));
    try (ServerLocator locator = ActiveMQClient.createServerLocatorWithoutHA(broker)) {
      locator.setCallTimeout(Bounds.TIMEOUT.toMillis());
      locator.setConnectionTTL(Bounds.TIMEOUT.toMillis() * 2);
      locator.setClientFailureCheckPeriod(Bounds.TIMEOUT.toMillis());
      locator.setInitialConnectAttempts(1);
      locator.setReconnectAttempts(0);
      locator.setUseGlobalPools(false);
      locator.setThreadPoolMaxSize(2);
      locator.setScheduledThreadPoolMaxSize(1);
      try (ClientSessionFactory factory = locator.createSessionFactory();
          ClientSession session =
              factory.createSession(
                  target.parameter("user"),
                  target.parameter("password"),
                  false,
                  true,
                  true,
                  false,
                  0)) {
        session.start();
        return work.with(session);
      }
    } catch (InterruptedException | ProblemException e) {
      throw e;
    } catch (Exception e) {
      throw Failures.of(target, failure, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Asks the broker to do something with itself or a queue. */
  private static Object manage(
      ClientSession session, String resource, String operation, Object... arguments)
      throws Exception {
    List<Object> answers = new ArrayList<>();
    ManagementHelper.doManagement(
        session,
        asked -> ManagementHelper.putOperationInvocation(asked, resource, operation, arguments),
        done -> answers.add(ManagementHelper.getResult(done)),
        refused -> {
          throw new IOException(String.valueOf(ManagementHelper.getResult(refused)));
        });
    return answers.getFirst();
  }

  @Override
  public List<Place> places() throws InterruptedException {
    return call(
        "Its queues cannot be listed",
        session -> {
          List<Place> places = new ArrayList<>();
          if (manage(session, ResourceNames.BROKER, "getQueueNames") instanceof Object[] names) {
            for (Object each : names) {
              String name = String.valueOf(each);
              ClientSession.QueueQuery queue = session.queueQuery(SimpleString.of(name));
              boolean own =
                  name.startsWith("$") || name.startsWith("activemq.") || queue.isTemporary();
              if (queue.isExists() && !own && places.size() < Bounds.PLACES) {
                String address = queue.getAddress().toString();
                places.add(
                    new Place(
                        name,
                        name,
                        address.equals(name) ? "" : address,
                        Place.Kind.QUEUE,
                        OptionalLong.of(queue.getMessageCount()),
                        false));
              }
            }
          }
          places.sort(java.util.Comparator.comparing(Place::group).thenComparing(Place::name));
          return List.copyOf(places);
        });
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    return call(
        place.name() + " cannot be read",
        session -> {
          List<Page.Row> rows = new ArrayList<>();
          long count = session.queueQuery(SimpleString.of(place.id())).getMessageCount();
          try (ClientConsumer consumer = session.createConsumer(place.id(), true)) {
            ClientMessage message = consumer.receive(SILENCE_MILLIS);
            while (message != null && rows.size() < Bounds.ROWS) {
              rows.add(row(message));
              message = rows.size() < count ? consumer.receive(SILENCE_MILLIS) : null;
            }
          }
          String note =
              count > rows.size() ? "The first %d messages are shown.".formatted(rows.size()) : "";
          return new Page(
              COLUMNS,
              rows,
              Optional.empty(),
              OptionalLong.of(count),
              note,
              Duration.ofNanos(System.nanoTime() - start));
        });
  }

  private static Page.Row row(ClientMessage message) {
    Map<String, Object> properties = new TreeMap<>();
    for (SimpleString name : message.getPropertyNames()) {
      if (!name.toString().startsWith("_")) {
        properties.put(name.toString(), message.getObjectProperty(name));
      }
    }
    String id = String.valueOf(message.getMessageID());
    return new Page.Row(
        id,
        List.of(
            Value.of(id),
            Value.of(Instant.ofEpochMilli(message.getTimestamp()).toString()),
            Value.of(type(message)),
            Value.of(message.getDeliveryCount() > 1 ? "yes" : "no"),
            properties.isEmpty() ? Value.none() : Value.of(properties.toString()),
            body(message)));
  }

  private static String type(ClientMessage message) {
    return switch (message.getType()) {
      case Message.TEXT_TYPE -> "text";
      case Message.BYTES_TYPE -> "bytes";
      case Message.MAP_TYPE -> "map";
      case Message.OBJECT_TYPE -> "object";
      case Message.STREAM_TYPE -> "stream";
      default -> "default";
    };
  }

  private static Value body(ClientMessage message) {
    ActiveMQBuffer buffer = message.getReadOnlyBodyBuffer();
    if (message.getType() == Message.TEXT_TYPE) {
      SimpleString text = buffer.readNullableSimpleString();
      return text == null ? Value.none() : Value.of(text.toString());
    }
    int size = buffer.readableBytes();
    byte[] bytes = new byte[Math.min(size, Bounds.VALUE_CHARS)];
    buffer.readBytes(bytes);
    return Value.of(bytes, size);
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
    if (!changes) {
      throw Failures.readOnly();
    }
    call(
        "Nothing was changed",
        session -> {
          switch (change) {
            case Change.Publish(Place place, String body) ->
                send(session, place.id(), body, Map.of());
            case Change.Delete(Place place, Page.Row row) ->
                manage(
                    session,
                    ResourceNames.QUEUE + place.id(),
                    "removeMessage",
                    Long.parseLong(row.id()));
            case Change.Clear(Place place) ->
                manage(session, ResourceNames.QUEUE + place.id(), "removeAllMessages");
            default -> throw Failures.notHere("A broker holds messages");
          }
          return change;
        });
  }

  /** To the queue's address, by the way that leads into this queue. */
  static void send(ClientSession session, String name, String body, Map<String, String> properties)
      throws Exception {
    ClientSession.QueueQuery queue = session.queueQuery(SimpleString.of(name));
    if (!queue.isExists()) {
      throw new IOException("there is no queue " + name);
    }
    ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
    message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(body));
    message.setRoutingType(queue.getRoutingType());
    properties.forEach(message::putStringProperty);
    try (ClientProducer producer = session.createProducer(queue.getAddress())) {
      producer.send(message);
    }
  }
}
