package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.seed.SeedFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the queues of a file and sends its messages. */
final class SqsSeed implements ProductSeed {

  private static final String FIFO = ".fifo";

  private final AwsCalls calls;
  private final Map<String, String> addresses = new LinkedHashMap<>();

  SqsSeed(AwsCalls calls) {
    this.calls = calls;
  }

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    SeedDocument document = SeedDocument.read(target, file);
    return new SeedWork(document, "queues", "messages")
        .each("queues", item -> make(document, item))
        .each("messages", item -> send(document, item))
        .done();
  }

  private JsonNode call(String operation, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    return calls.json("AmazonSQS." + operation, "1.0", arguments);
  }

  private void make(SeedDocument document, Item item) throws IOException, InterruptedException {
    String name = document.required(item, "name");
    Map<String, String> attributes = new LinkedHashMap<>();
    if (name.endsWith(FIFO)) {
      attributes.put("FifoQueue", "true");
    }
    attributes.putAll(item.texts("attributes"));
    call(
        "CreateQueue",
        Map.of("QueueName", name, "Attributes", attributes, "tags", item.texts("tags")));
  }

  private void send(SeedDocument document, Item item) throws IOException, InterruptedException {
    String queue = document.required(item, "queue");
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("QueueUrl", address(queue));
    message.put("MessageBody", item.body());
    Map<String, Object> attributes = new LinkedHashMap<>();
    item.texts("attributes")
        .forEach((name, text) ->
            attributes.put(name, Map.of("DataType", "String", "StringValue", text)));
    if (!attributes.isEmpty()) {
      message.put("MessageAttributes", attributes);
    }
    if (queue.endsWith(FIFO)) {
      message.put("MessageGroupId", item.text("group").orElse("seed"));
      message.put(
          "MessageDeduplicationId", item.text("deduplication").orElse("seed-" + item.line()));
    }
    call("SendMessage", message);
  }

  private String address(String queue) throws IOException, InterruptedException {
    String known = addresses.get(queue);
    if (known == null) {
      known = call("GetQueueUrl", Map.of("QueueName", queue)).path("QueueUrl").asText();
      addresses.put(queue, known);
    }
    return known;
  }
}
