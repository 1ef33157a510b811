package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** WireMock's stub mappings and the requests that it was asked, by its admin API. */
final class WiremockBrowser implements DataBrowser {

  private static final String REQUESTS = "requests";
  private static final String UNMATCHED = "requests/unmatched";
  private static final String MAPPINGS = "mappings";

  private static final List<Page.Column> REQUEST_COLUMNS =
      columns("time", "method", "url", "status", "matched");
  private static final List<Page.Column> MAPPING_COLUMNS =
      columns("method", "url", "status", "priority", "name");

  private final BrowseTarget target;
  private final URI admin;
  private final boolean changes;

  WiremockBrowser(BrowseTarget target, int port, boolean changes) {
    this.target = target;
    this.admin = URI.create("http://" + target.host() + ":" + port + "/__admin/");
    this.changes = changes;
  }

  private static List<Page.Column> columns(String... names) {
    return Stream.of(names).map(name -> new Page.Column(name, "")).toList();
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.DELETE, Ability.CLEAR);
  }

  @Override
  public String remark() {
    return "";
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return MailStore.json(HttpRequest.newBuilder(admin.resolve(path)).build(), Bounds.BYTES);
  }

  @Override
  public List<Place> places() throws InterruptedException {
    try {
      return List.of(
          place(REQUESTS, "Requests", get(REQUESTS + "?limit=1").path("meta").path("total")),
          place(UNMATCHED, "Not matched", OptionalLong.of(get(UNMATCHED).path("requests").size())),
          place(MAPPINGS, "Stub mappings", get(MAPPINGS + "?limit=1").path("meta").path("total")));
    } catch (IOException e) {
      throw Failures.of(target, "Its requests and mappings cannot be listed", e);
    }
  }

  private static Place place(String id, String name, JsonNode total) {
    return place(id, name, OptionalLong.of(total.asLong()));
  }

  private static Place place(String id, String name, OptionalLong size) {
    return new Place(id, name, "", Place.Kind.COLLECTION, size, false);
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    boolean mappings = place.id().equals(MAPPINGS);
    int first = from.map(Integer::parseInt).orElse(0);
    try {
      // the journal cannot leave out its first entries, so all up to the page's last are asked for
      String range =
          mappings
              ? "?limit=" + Bounds.ROWS + "&offset=" + first
              : "?limit=" + (first + Bounds.ROWS);
      JsonNode answer = get(place.id().equals(UNMATCHED) ? UNMATCHED : place.id() + range);
      JsonNode found = answer.path(mappings ? "mappings" : "requests");
      List<Page.Row> rows = new ArrayList<>();
      for (int i = mappings ? 0 : first; i < found.size() && rows.size() < Bounds.ROWS; i++) {
        rows.add(mappings ? mapping(found.get(i)) : request(found.get(i)));
      }
      long total =
          place.id().equals(UNMATCHED) ? found.size() : answer.path("meta").path("total").asLong();
      int end = first + rows.size();
      return new Page(
          mappings ? MAPPING_COLUMNS : REQUEST_COLUMNS,
          rows,
          end < total && !rows.isEmpty() ? Optional.of(String.valueOf(end)) : Optional.empty(),
          OptionalLong.of(total),
          mappings ? "" : "The newest first.",
          SqlRows.since(start));
    } catch (IOException e) {
      throw Failures.of(target, place.name() + " cannot be read", e);
    }
  }

  private static Page.Row request(JsonNode event) {
    // what matched nothing comes without its answer
    JsonNode request = event.has("request") ? event.path("request") : event;
    JsonNode status = event.path("responseDefinition").path("status");
    return new Page.Row(
        event.path("id").asText(),
        List.of(
            Value.of(request.path("loggedDateString").asText()),
            Value.of(request.path("method").asText()),
            Value.of(request.path("url").asText()),
            status.isMissingNode() ? Value.none() : Value.of(status.asText()),
            Value.of(event.path("wasMatched").asBoolean() ? "yes" : "no")));
  }

  private static Page.Row mapping(JsonNode stub) {
    JsonNode request = stub.path("request");
    String url =
        Stream.of("url", "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate")
            .map(name -> request.path(name).asText())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("any");
    String name = stub.path("name").asText();
    return new Page.Row(
        stub.path("id").asText(),
        List.of(
            Value.of(request.path("method").asText("ANY")),
            Value.of(url),
            Value.of(stub.path("response").path("status").asText("200")),
            stub.has("priority") ? Value.of(stub.path("priority").asText()) : Value.none(),
            name.isEmpty() ? Value.none() : Value.of(name)));
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) throws InterruptedException {
    boolean mappings = place.id().equals(MAPPINGS);
    if (row.id().isEmpty()) {
      return Detail.of(place.name(), page.columns(), row);
    }
    try {
      JsonNode whole = get((mappings ? MAPPINGS : REQUESTS) + "/" + Addresses.encoded(row.id()));
      String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(whole);
      List<Detail.Field> fields =
          new ArrayList<>(Detail.of(place.name(), page.columns(), row).fields());
      List<Detail.View> views = new ArrayList<>();
      String body = whole.path("request").path("body").asText();
      if (!mappings && !body.isEmpty()) {
        views.add(new Detail.View.Plain("Body", Value.of(body)));
      }
      views.add(new Detail.View.Plain(mappings ? "Mapping" : "All of it", Value.of(json)));
      return new Detail(row.values().get(mappings ? 1 : 2).text(), "", fields, views, List.of());
    } catch (IOException e) {
      throw Failures.of(target, "It cannot be read", e);
    }
  }

  @Override
  public Answer ask(String text, Optional<String> from) {
    return new Answer.Refused("WireMock takes no queries", OptionalInt.empty(), "");
  }

  @Override
  public void change(Change change) throws InterruptedException {
    if (!changes) {
      throw Failures.readOnly();
    }
    String path =
        switch (change) {
          case Change.Delete(Place place, Page.Row row) ->
              (place.id().equals(MAPPINGS) ? MAPPINGS : REQUESTS)
                  + "/"
                  + Addresses.encoded(row.id());
          case Change.Clear(Place place) -> place.id().equals(MAPPINGS) ? MAPPINGS : REQUESTS;
          default -> throw Failures.notHere("Mappings are the project's own files");
        };
    try {
      MailStore.ok(
          HttpRequest.newBuilder(admin.resolve(path))
              .method("DELETE", BodyPublishers.noBody())
              .build(),
          Bounds.BYTES);
    } catch (IOException e) {
      throw Failures.of(target, "Nothing was deleted", e);
    }
  }
}
