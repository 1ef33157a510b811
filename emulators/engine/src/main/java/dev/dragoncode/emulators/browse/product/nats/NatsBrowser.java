package dev.dragoncode.emulators.browse.product.nats;

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
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamState;
import io.nats.client.impl.Headers;
import java.io.IOException;
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
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JetStream's streams and their messages, the newest first, read one by one so that no consumer is
 * made; and subjects, which NATS itself does not keep and cannot list, to listen to.
 */
public final class NatsBrowser implements DataBrowser {

  /** What JetStream answers for a message that was deleted, or never was. */
  private static final int NO_MESSAGE = 10_037;

  /** How long one listens to what comes. */
  private static final Duration LISTENS = Duration.ofSeconds(4);

  private static final List<Page.Column> KEPT =
      columns("sequence", "time", "subject", "headers", "data");
  private static final List<Page.Column> HEARD = columns("time", "subject", "headers", "data");

  private final BrowseTarget target;
  private final int port;
  private final boolean changes;

  public NatsBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.port = port;
    this.changes = changes;
  }

  private static List<Page.Column> columns(String... names) {
    return java.util.Arrays.stream(names).map(name -> new Page.Column(name, "")).toList();
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.NAME_PLACE, Ability.PUBLISH, Ability.DELETE);
  }

  @Override
  public String remark() {
    return "JetStream's streams are listed; NATS cannot list subjects. Name one at the left, or a"
        + " pattern such as orders.>, to listen to it for 4 s and to publish to it.";
  }

  /** What is done with an open connection. */
  interface Work<T> {
    T with(Connection nats) throws IOException, JetStreamApiException, InterruptedException;
  }

  /** Does it with a connection of its own. */
  @SuppressWarnings("try") // close() may be interrupted, as all here may be
  <T> T call(String failure, Work<T> work) throws InterruptedException {
    Options.Builder options =
        Options.builder()
            .server("nats://" + target.host() + ":" + port)
            .connectionName("DragonCode data browser")
            .connectionTimeout(Bounds.TIMEOUT)
            .noReconnect();
    String user = target.parameter("user");
    if (!user.isEmpty()) {
      options.userInfo(user.toCharArray(), target.parameter("password").toCharArray());
    }
    try (Connection nats = Nats.connect(options.build())) {
      return work.with(nats);
    } catch (IOException | JetStreamApiException e) {
      throw Failures.of(target, failure, e);
    }
  }

  /** A stream; its id begins so that no subject is like it. */
  private static Place stream(StreamInfo info) {
    String name = info.getConfiguration().getName();
    OptionalLong size = OptionalLong.of(info.getStreamState().getMsgCount());
    return new Place("stream:" + name, name, "", Place.Kind.TOPIC, size, false);
  }

  private static Optional<String> stream(Place place) {
    return place.id().startsWith("stream:")
        ? Optional.of(place.id().substring("stream:".length()))
        : Optional.empty();
  }

  @Override
  public List<Place> places() throws InterruptedException {
    return call(
        "Its streams cannot be listed",
        nats -> {
          if (!nats.getServerInfo().isJetStreamAvailable()) {
            return List.of();
          }
          return nats.jetStreamManagement().getStreams().stream()
              .limit(Bounds.PLACES)
              .map(NatsBrowser::stream)
              .toList();
        });
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    return call(
        place.name() + " cannot be read",
        nats ->
            stream(place).isPresent()
                ? kept(nats.jetStreamManagement(), stream(place).get(), from, start)
                : heard(nats, place.id(), start));
  }

  private static Page kept(
      JetStreamManagement streams, String name, Optional<String> from, long start)
      throws IOException, JetStreamApiException {
    StreamState state = streams.getStreamInfo(name).getStreamState();
    long sequence = from.map(Long::parseLong).orElse(state.getLastSequence());
    long deadline = start + Bounds.TIMEOUT.toNanos();
    List<Page.Row> rows = new ArrayList<>();
    long first = state.getFirstSequence();
    while (sequence >= first
        && sequence > 0
        && rows.size() < Bounds.ROWS
        && System.nanoTime() < deadline
        && !Thread.currentThread().isInterrupted()) {
      try {
        rows.add(row(streams.getMessage(name, sequence)));
      } catch (JetStreamApiException e) {
        if (e.getApiErrorCode() != NO_MESSAGE) {
          throw e;
        }
      }
      sequence--;
    }
    return new Page(
        KEPT,
        rows,
        sequence >= first && sequence > 0
            ? Optional.of(String.valueOf(sequence))
            : Optional.empty(),
        OptionalLong.of(state.getMsgCount()),
        "The newest first.",
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static Page.Row row(MessageInfo message) {
    return new Page.Row(
        String.valueOf(message.getSeq()),
        List.of(
            Value.of(String.valueOf(message.getSeq())),
            Value.of(String.valueOf(message.getTime())),
            Value.of(String.valueOf(message.getSubject())),
            headers(message.getHeaders()),
            data(message.getData())));
  }

  private static Page heard(Connection nats, String subject, long start)
      throws InterruptedException {
    List<Page.Row> rows = new ArrayList<>();
    Subscription subscription = nats.subscribe(subject);
    long end = System.nanoTime() + LISTENS.toNanos();
    Message next = next(subscription, end);
    while (next != null && rows.size() < Bounds.ROWS) {
      rows.add(
          new Page.Row(
              "",
              List.of(
                  Value.of(
                      LocalTime.now(ZoneId.systemDefault())
                          .truncatedTo(ChronoUnit.MILLIS)
                          .toString()),
                  Value.of(next.getSubject()),
                  headers(next.getHeaders()),
                  data(next.getData()))));
      next = next(subscription, end);
    }
    return new Page(
        HEARD,
        rows,
        Optional.empty(),
        OptionalLong.empty(),
        "Refresh listens again.",
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static @Nullable Message next(Subscription subscription, long end)
      throws InterruptedException {
    long left = end - System.nanoTime();
    return left <= 0 ? null : subscription.nextMessage(Duration.ofNanos(left));
  }

  private static Value headers(@Nullable Headers headers) {
    if (headers == null || headers.isEmpty()) {
      return Value.none();
    }
    return Value.of(
        headers.entrySet().stream()
            .map(header -> header.getKey() + "=" + String.join(",", header.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static Value data(byte @Nullable [] data) {
    return data == null ? Value.of("") : Value.of(data, data.length);
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) {
    return Detail.of(place.name(), page.columns(), row);
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("NATS takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    switch (change) {
      case Change.Publish(Place place, String body) -> publish(place, body);
      case Change.Delete(Place place, Page.Row row) when stream(place).isPresent() ->
          call(
              "Nothing was deleted",
              nats ->
                  nats.jetStreamManagement()
                      .deleteMessage(stream(place).get(), Long.parseLong(row.id())));
      default -> throw Failures.notHere("Only a stream keeps messages");
    }
  }

  private void publish(Place place, String body) throws InterruptedException {
    call(
        "The message was not published",
        nats -> {
          List<String> subjects =
              stream(place).isEmpty()
                  ? List.of(place.id())
                  : nats.jetStreamManagement()
                      .getStreamInfo(stream(place).get())
                      .getConfiguration()
                      .getSubjects();
          if (subjects.size() != 1 || subjects.getFirst().matches(".*[*>].*")) {
            throw Failures.notHere("A message needs one subject: name it at the left");
          }
          nats.publish(subjects.getFirst(), body.getBytes(StandardCharsets.UTF_8));
          flush(nats);
          return place;
        });
  }

  private static void flush(Connection nats) throws IOException, InterruptedException {
    try {
      nats.flush(Bounds.TIMEOUT);
    } catch (TimeoutException e) {
      throw new IOException("it does not answer", e);
    }
  }
}
