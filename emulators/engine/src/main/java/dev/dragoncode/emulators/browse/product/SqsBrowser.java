package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Queues of SQS and their messages. Messages are received for no time at all, so that they stay
 * where they are for everyone else.
 */
final class SqsBrowser implements DataBrowser {

  /** What SQS gives at once. */
  private static final int AT_ONCE = 10;

  /** Calls in search of messages that were not seen yet. */
  private static final int CALLS = 12;

  private static final List<Page.Column> COLUMNS =
      List.of(
          new Page.Column("sent", ""),
          new Page.Column("received", "times"),
          new Page.Column("group", ""),
          new Page.Column("id", ""),
          new Page.Column("attributes", ""),
          new Page.Column("body", ""));

  private final BrowseTarget target;
  private final AwsCalls calls;
  private final boolean changes;

  SqsBrowser(BrowseTarget target, AwsCalls calls, boolean changes) {
    this.target = target;
    this.calls = calls;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.PUBLISH, Ability.CLEAR);
  }

  @Override
  public String remark() {
    return "Looking receives messages with a visibility timeout of 0: they stay in the queue, but each"
        + " look counts as a receive, which a dead-letter queue's limit counts too.";
  }

  private JsonNode call(String operation, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    return calls.json("AmazonSQS." + operation, "1.0", arguments);
  }

  @Override
  public List<Place> places() throws InterruptedException {
    try {
      List<Place> places = new ArrayList<>();
      for (JsonNode url :
          call("ListQueues", Map.of("MaxResults", Bounds.PLACES)).path("QueueUrls")) {
        String name = url.asText().substring(url.asText().lastIndexOf('/') + 1);
        OptionalLong size = OptionalLong.of(size(url.asText()));
        places.add(new Place(url.asText(), name, "", Place.Kind.QUEUE, size, true));
      }
      return List.copyOf(places);
    } catch (IOException e) {
      throw Failures.of(target, "Its queues cannot be listed", e);
    }
  }

  private long size(String url) throws IOException, InterruptedException {
    String wanted = "ApproximateNumberOfMessages";
    return call("GetQueueAttributes", Map.of("QueueUrl", url, "AttributeNames", List.of(wanted)))
        .path("Attributes")
        .path(wanted)
        .asLong();
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    Map<String, Page.Row> rows = new LinkedHashMap<>();
    try {
      long size = size(place.id());
      boolean found = true;
      for (int i = 0; i < CALLS && found && rows.size() < size; i++) {
        found = receive(place, rows);
      }
      String note =
          rows.size() < size ? "Some are hidden, or were not given: SQS chooses which." : "";
      return new Page(
          COLUMNS,
          List.copyOf(rows.values()),
          Optional.empty(),
          OptionalLong.empty(),
          note,
          SqlRows.since(start));
    } catch (IOException e) {
      throw Failures.of(target, place.name() + " cannot be read", e);
    }
  }

  /** Whether there was a message that had not been seen before. */
  private boolean receive(Place place, Map<String, Page.Row> rows)
      throws IOException, InterruptedException {
    Map<String, Object> asked = new HashMap<>();
    asked.put("QueueUrl", place.id());
    asked.put("MaxNumberOfMessages", AT_ONCE);
    asked.put("VisibilityTimeout", 0);
    asked.put("WaitTimeSeconds", 0);
    asked.put("AttributeNames", List.of("All"));
    asked.put("MessageAttributeNames", List.of("All"));
    int before = rows.size();
    for (JsonNode message : call("ReceiveMessage", asked).path("Messages")) {
      rows.putIfAbsent(message.path("MessageId").asText(), row(message));
    }
    return rows.size() > before;
  }

  private static Page.Row row(JsonNode message) {
    JsonNode attributes = message.path("Attributes");
    long sent = attributes.path("SentTimestamp").asLong();
    String group = attributes.path("MessageGroupId").asText();
    String id = message.path("MessageId").asText();
    JsonNode own = message.path("MessageAttributes");
    return new Page.Row(
        id,
        List.of(
            Value.of(sent == 0 ? "" : Instant.ofEpochMilli(sent).toString()),
            Value.of(attributes.path("ApproximateReceiveCount").asText()),
            group.isEmpty() ? Value.none() : Value.of(group),
            Value.of(id),
            own.isEmpty() ? Value.none() : Value.of(own.toString()),
            Value.of(message.path("Body").asText())));
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) {
    return Detail.of(place.name(), page.columns(), row);
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("SQS takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    try {
      switch (change) {
        case Change.Publish(Place place, String body) -> {
          Map<String, Object> message = new HashMap<>();
          message.put("QueueUrl", place.id());
          message.put("MessageBody", body);
          if (place.name().endsWith(".fifo")) {
            message.put("MessageGroupId", "dragoncode");
            message.put("MessageDeduplicationId", String.valueOf(System.nanoTime()));
          }
          call("SendMessage", message);
        }
        case Change.Clear(Place place) -> call("PurgeQueue", Map.of("QueueUrl", place.id()));
        default -> throw Failures.notHere("SQS holds messages");
      }
    } catch (IOException e) {
      throw Failures.of(target, "Nothing was changed", e);
    }
  }
}
