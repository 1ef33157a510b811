package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.FakeRequest;
import dev.dragoncode.fakes.pack.Reply.Line;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes requests and their answers as mappings, without secrets. A request that comes again with
 * the same answer is there once; with another answer it becomes a story in which each answer has
 * its turn.
 */
public final class Recording {

  /** More than anybody replays. */
  private static final int MOST = 20_000;

  private final Store store;
  private final RequestWriter requests;
  private final ResponseWriter responses;
  private final Map<String, Told> last = new HashMap<>();
  private int count;

  /** Where mappings are put. */
  public interface Store {
    /**
     * Puts a file, or replaces it; whole or not at all.
     *
     * @param path beneath mappings or __files
     */
    void write(String path, byte[] content);

    /** A file that was put before. */
    byte[] read(String path);
  }

  /**
   * The newest answer to a request.
   *
   * @param step in its story, from 1
   * @param answer what tells it from others
   */
  private record Told(String path, String story, int step, String answer) {}

  /**
   * A recording.
   *
   * @param base the address of the API, which answers are to name no more; empty for none
   */
  public Recording(Store store, String base) {
    this.store = store;
    Secrecy secrecy = new Secrecy();
    this.requests = new RequestWriter(secrecy);
    this.responses = new ResponseWriter(secrecy, base);
  }

  /** How many mappings there are. */
  public synchronized int count() {
    return count;
  }

  /** Goes on from a mapping that was recorded before, by its path beneath mappings. */
  void resume(String path, JsonNode mapping) {
    count = Math.max(count + 1, number(path));
    String key = mapping.path("request").toString();
    String state = mapping.path("requiredScenarioState").asText("");
    int step = state.matches("\\d{1,6}") ? Integer.parseInt(state) : 1;
    Told known = last.get(key);
    if (known == null || known.step() < step) {
      String story = mapping.path("scenarioName").asText(mapping.path("name").asText(path));
      last.put(key, new Told(MappingFiles.FOLDER + "/" + path, story, step, answer(mapping)));
    }
  }

  /** The number that a file's name begins with. */
  private static int number(String path) {
    return path.matches("\\d{5}-.*") ? Integer.parseInt(path.substring(0, 5)) : 0;
  }

  private String answer(JsonNode mapping) {
    if (!(mapping.path("response") instanceof ObjectNode response)) {
      return "";
    }
    Optional<byte[]> file =
        Optional.ofNullable(response.get("bodyFileName"))
            .map(name -> store.read(BodyFiles.NAME + "/" + name.asText()));
    return digest(new ResponseWriter.Written(response, file, "").identity());
  }

  /**
   * Writes a request and its answer.
   *
   * @param body of the answer, not packed
   * @return whether it was written, or is there already; not where there are too many
   */
  public synchronized boolean add(FakeRequest request, int status, List<Line> lines, byte[] body) {
    Asked asked = new Asked(request);
    requests.learn(asked);
    responses.learn(lines, body);
    ObjectNode asks = requests.request(asked);
    ResponseWriter.Written answers = responses.response(status, lines, body);
    String key = asks.toString();
    String identity = digest(answers.identity());
    Told before = last.get(key);
    if (before != null && before.answer().equals(identity)) {
      return true;
    }
    if (count >= MOST) {
      return false;
    }
    count++;
    String name = "%05d-%s".formatted(count, StubFake.slug(plain(asks)));
    ObjectNode mapping = JsonNodeFactory.instance.objectNode().put("name", name);
    int step = before == null ? 1 : before.step() + 1;
    String story = before == null ? name : before.story();
    if (before != null) {
      mapping.put("scenarioName", story).put("requiredScenarioState", String.valueOf(step));
    }
    mapping.set("request", asks);
    mapping.set("response", answers.response());
    answers
        .file()
        .ifPresent(content -> {
          String file = name + "." + answers.ending();
          store.write(BodyFiles.NAME + "/" + file, content);
          answers.response().put("bodyFileName", file);
        });
    String path = "%s/%s.json".formatted(MappingFiles.FOLDER, name);
    store.write(path, bytes(mapping));
    // only now: until the next one is there, the one before has to go on answering
    if (before != null) {
      lead(before, step);
    }
    last.put(key, new Told(path, story, step, identity));
    return true;
  }

  /** Method and path, without what is secret of them. */
  private static String plain(ObjectNode asks) {
    for (String member : List.of("url", "urlPath", "urlPathPattern")) {
      if (asks.has(member)) {
        return asks.path("method").asText()
            + "-"
            + asks.path(member).asText().replaceFirst("\\?.*$", "").replace("[^/]+", "x");
      }
    }
    return asks.path("method").asText();
  }

  /** Has the story go on behind a mapping. */
  private void lead(Told before, int next) {
    try {
      if (Seen.JSON.readTree(store.read(before.path())) instanceof ObjectNode mapping) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.set("name", mapping.path("name"));
        told.put("scenarioName", before.story())
            .put(
                "requiredScenarioState",
                before.step() == 1 ? Stub.STARTED : String.valueOf(before.step()))
            .put("newScenarioState", String.valueOf(next));
        told.set("request", mapping.path("request"));
        told.set("response", mapping.path("response"));
        store.write(before.path(), bytes(told));
      }
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ObjectNode mapping) {
    try {
      return (Seen.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(mapping) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
