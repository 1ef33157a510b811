package dev.dragoncode.service.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks into the state of fake APIs by their steering address. */
public final class StateCalls implements FakeState {

  /** A file of more is a dump and not a seed. */
  private static final long MOST_SEED = 20L << 20;

  private static final int MOST_GIST = 400;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Supplier<FakeLink> link;

  /**
   * @param link the way to them, which may throw a Problem
   */
  public StateCalls(Supplier<FakeLink> link) {
    this.link = link;
  }

  @Override
  public Tables tables(Place place) throws InterruptedException {
    JsonNode answer = link.get().get(path(place, "", Map.of()));
    List<Table> tables = new ArrayList<>();
    answer
        .path("tables")
        .forEach(t -> tables.add(new Table(t.path("name").asText(), t.path("rows").asInt())));
    List<String> namespaces = new ArrayList<>();
    answer.path("namespaces").forEach(name -> namespaces.add(name.asText()));
    return new Tables(tables, namespaces);
  }

  @Override
  public Rows rows(Place place, String table, String text, int skip) throws InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("skip", String.valueOf(skip));
    query.put("most", String.valueOf(PAGE));
    if (!text.isBlank()) {
      query.put("text", text.strip());
    }
    JsonNode answer = link.get().get(path(place, table, query));
    List<Row> rows = new ArrayList<>();
    for (JsonNode item : answer.path("rows")) {
      JsonNode row = item.path("row");
      rows.add(new Row(item.path("key").asText(), gist(row), row.toPrettyString()));
    }
    return new Rows(rows, answer.path("total").asInt(), skip, answer.path("more").asBoolean());
  }

  private static String gist(JsonNode row) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      JsonNode value = field.getValue();
      if (telling(field.getKey(), value) && text.length() < MOST_GIST) {
        text.append(text.isEmpty() ? "" : "  ")
            .append(field.getKey())
            .append(' ')
            .append(value.asText().replace('\n', ' '));
      }
    }
    return text.substring(0, Math.min(text.length(), MOST_GIST));
  }

  /** What sets a row apart from others: not what it is, nor what is empty in most. */
  private static boolean telling(String name, JsonNode value) {
    return value.isValueNode()
        && !value.isNull()
        && !name.equals("id")
        && !name.equals("object")
        && !List.of("", "false", "0").contains(value.asText());
  }

  @Override
  public String fresh(Place place, String table) throws InterruptedException {
    JsonNode answer = link.get().get(path(place, table, Map.of("fresh", "true")));
    return answer.path("row").toPrettyString();
  }

  @Override
  public String save(Place place, String table, Optional<String> key, String json)
      throws InterruptedException {
    ObjectNode row = parsed(json);
    if (key.isPresent()) {
      JsonNode _ = link.get().put(path(place, table, Map.of("key", key.get())), row);
      return key.get();
    }
    return link.get().post(path(place, table, Map.of()), row).path("key").asText();
  }

  private static ObjectNode parsed(String json) {
    try {
      if (JSON.readTree(json) instanceof ObjectNode row && !row.isEmpty()) {
        return row;
      }
      throw refused("A row is a JSON object with fields: { … }.");
    } catch (JsonProcessingException e) {
      throw refused(
          "Line %d, column %d: %s."
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
  }

  private static ProblemException refused(String reason) {
    return Problem.of("This is no row", reason, Remedy.of("Mend the JSON, then save again."))
        .asException();
  }

  @Override
  public void delete(Place place, String table, String key) throws InterruptedException {
    JsonNode _ = link.get().delete(path(place, table, Map.of("key", key)));
  }

  @Override
  public Map<String, Integer> seed(Place place, Path file) throws InterruptedException {
    ObjectNode body =
        FakeLink.document()
            .put("name", String.valueOf(file.getFileName()))
            .put("namespace", place.namespace())
            .put("yaml", text(file));
    Map<String, Integer> made = new LinkedHashMap<>();
    link.get()
        .post("/packs/" + encoded(place.fake()) + "/seed", body)
        .path("made")
        .properties()
        .forEach(table -> made.put(table.getKey(), table.getValue().asInt()));
    return made;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_SEED) {
        throw unreadable(file, "it has more than %d MB".formatted(MOST_SEED >> 20));
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (IOException e) {
      throw unreadable(file, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static ProblemException unreadable(Path file, String why) {
    return Problem.of(
            "The seed cannot be read",
            "%s: %s.".formatted(file, why),
            Remedy.of("Name a file of YAML or JSON in UTF-8 that may be read."))
        .asException();
  }

  @Override
  public void reset(Place place) throws InterruptedException {
    JsonNode _ =
        link.get()
            .post(
                "/reset",
                FakeLink.document().put("pack", place.fake()).put("namespace", place.namespace()));
  }

  private static String path(Place place, String table, Map<String, String> query) {
    StringBuilder path = new StringBuilder("/packs/" + encoded(place.fake()) + "/state");
    if (!table.isEmpty()) {
      path.append('/').append(encoded(table));
    }
    path.append("?namespace=").append(encoded(place.namespace()));
    query.forEach(
        (name, value) -> path.append('&').append(name).append('=').append(encoded(value)));
    return path.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
