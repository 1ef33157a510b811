package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.browse.Bounds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Mailpit's API, under /api/v1. */
final class MailpitStore implements MailStore {

  private final URI api;

  MailpitStore(URI api) {
    this.api = api;
  }

  @Override
  public List<Box> boxes() throws IOException, InterruptedException {
    long total = get("/api/v1/messages?limit=1").path("total").asLong();
    return List.of(new Box(ALL, OptionalLong.of(total)));
  }

  @Override
  public Listing list(String box, String words, int from) throws IOException, InterruptedException {
    String range = "start=" + from + "&limit=" + Bounds.ROWS;
    JsonNode answer =
        words.isBlank()
            ? get("/api/v1/messages?" + range)
            : get("/api/v1/search?query=" + Addresses.encoded(words.strip()) + "&" + range);
    List<Entry> mails = new ArrayList<>();
    for (JsonNode mail : answer.path("messages")) {
      mails.add(
          new Entry(
              mail.path("ID").asText(),
              mail.path("MessageID").asText(),
              address(mail.path("From")),
              addresses(mail.path("To")),
              mail.path("Subject").asText(),
              mail.path("Created").asText(),
              mail.path("Size").asLong(),
              mail.path("Attachments").asInt()));
    }
    String all = words.isBlank() ? "total" : "messages_count";
    return new Listing(mails, answer.path(all).asLong(mails.size()));
  }

  private static String addresses(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(MailpitStore::address)
        .collect(Collectors.joining(", "));
  }

  private static String address(JsonNode one) {
    String name = one.path("Name").asText();
    String address = one.path("Address").asText();
    return name.isEmpty() ? address : name + " <" + address + ">";
  }

  @Override
  public byte[] raw(String id) throws IOException, InterruptedException {
    String path = "/api/v1/message/" + Addresses.encoded(id) + "/raw";
    return MailStore.ok(HttpRequest.newBuilder(api.resolve(path)).build(), Bounds.BYTES);
  }

  @Override
  public boolean deletesOne() {
    return true;
  }

  @Override
  public void delete(String id) throws IOException, InterruptedException {
    delete(Map.of("IDs", List.of(id)));
  }

  @Override
  public void clear() throws IOException, InterruptedException {
    delete(Map.of());
  }

  private void delete(Map<String, Object> which) throws IOException, InterruptedException {
    String body = new ObjectMapper().writeValueAsString(which);
    MailStore.ok(
        HttpRequest.newBuilder(api.resolve("/api/v1/messages"))
            .header("Content-Type", "application/json")
            .method("DELETE", BodyPublishers.ofString(body))
            .build(),
        Bounds.BYTES);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return MailStore.json(HttpRequest.newBuilder(api.resolve(path)).build(), Bounds.BYTES);
  }
}
