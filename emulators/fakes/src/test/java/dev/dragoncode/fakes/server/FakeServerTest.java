package dev.dragoncode.fakes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackReader;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every pack gets from the server, shown with a pack of a few lines. */
class FakeServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NOTES =
      """
      id: notes
      name: Notes
      docs: https://example.com/notes
      auth:
        - {scheme: bearer, user: "key_\\\\w+"}
      paging:
        limit: limit
        usual: 2
        most: 3
        after: after
        body: {notes: "${items}", more: "${more}", next: "${next}"}
      idempotency: {header: idempotency-key, keep: 1h}
      limits:
        - {name: all, requests: 2, per: 1m, error: too_many, headers: {x-left: "${remaining}"}}
      validation: {missing: wrong, type: wrong}
      errors:
        unauthorized: {status: 401, body: {error: "who are you"}}
        not_found: {status: 404, body: {error: "no ${resource} ${id}"}}
        no_route: {status: 404, body: {error: "no such path"}}
        wrong: {status: 422, body: {error: "${param} must be ${expected}"}}
        too_many: {status: 429, body: {error: "wait ${wait}"}}
        down: {status: 503, body: {error: down}}
      presets:
        down for all: [{error: down}]
      resources:
        note:
          id: {prefix: n_, length: 8}
          index: [color]
          filters: [color]
          row: {id: "${id}", text: "", color: white, made: "${now}"}
          accepts: {text!: string, color: string, size: integer 1..9}
          operations:
            create: {request: POST /notes, status: 201}
            retrieve: GET /notes/{id}
            update: PATCH /notes/{id}
            delete: DELETE /notes/{id}
            list: GET /notes
      """;

  private static final String SHELF =
      """
      openapi: 3.0.3
      info: {title: Shelf, version: "1"}
      paths:
        /books:
          get:
            responses: {"200": {description: all, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Book"}}}}}}
          post:
            requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}}
            responses: {"201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}}}
        /books/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          get:
            responses: {"200": {description: one, content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}}}
      components:
        schemas:
          Book: {type: object, required: [title], properties: {id: {type: integer, readOnly: true}, title: {type: string}}}
      """;

  @TempDir private Path folder;

  private static Fakes notes(Path data) {
    Fakes fakes = Fakes.keeping(data);
    String _ = fakes.add(pack(NOTES));
    return fakes;
  }

  private static Pack pack(String yaml) {
    return PackReader.read("notes.yaml", yaml);
  }

  private static HttpResponse<String> ask(
      Fakes fakes, String method, String path, String body, String... more)
      throws IOException, InterruptedException {
    String[] headers = new String[4 + more.length];
    headers[0] = "Authorization";
    headers[1] = "Bearer key_1";
    headers[2] = "Content-Type";
    headers[3] = "application/json";
    System.arraycopy(more, 0, headers, 4, more.length);
    return fakes.send(method, fakes.url("notes") + path, body, headers);
  }

  private static String make(Fakes fakes, String text, String... headers)
      throws IOException, InterruptedException {
    HttpResponse<String> made =
        ask(fakes, "POST", "/notes", "{\"text\": \"%s\"}".formatted(text), headers);
    assertThat(made.statusCode()).isEqualTo(201);
    return JSON.readTree(made.body()).path("id").asText();
  }

  @Test
  void keepsRowsAndPagesThroughThem() throws Exception {
    try (Fakes fakes = notes(folder)) {
      String first = make(fakes, "one");
      make(fakes, "two");
      make(fakes, "three");
      JsonNode page = JSON.readTree(ask(fakes, "GET", "/notes", "").body());
      assertThat(page.path("notes").findValuesAsText("text")).containsExactly("three", "two");
      assertThat(page.path("more").asBoolean()).isTrue();
      JsonNode next =
          JSON.readTree(ask(fakes, "GET", "/notes?after=" + page.path("next").asText(), "").body());
      assertThat(next.path("notes").findValuesAsText("text")).containsExactly("one");
      ask(fakes, "PATCH", "/notes/" + first, "{\"color\": \"red\"}");
      JsonNode red = JSON.readTree(ask(fakes, "GET", "/notes?color=red", "").body());
      assertThat(red.path("notes").findValuesAsText("id")).containsExactly(first);
      assertThat(ask(fakes, "DELETE", "/notes/" + first, "").statusCode()).isEqualTo(204);
      assertThat(ask(fakes, "GET", "/notes/" + first, "").body()).contains("no note " + first);
    }
  }

  @Test
  void refusesWhatTheVendorWouldRefuse() throws Exception {
    try (Fakes fakes = notes(folder)) {
      assertThat(fakes.send("GET", fakes.url("notes") + "/notes", "").statusCode()).isEqualTo(401);
      HttpResponse<String> wrong =
          ask(fakes, "POST", "/notes", "{\"text\": \"a\", \"size\": \"big\"}");
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body()).contains("size must be a whole number from 1 to 9");
      assertThat(ask(fakes, "POST", "/notes", "{").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void saysWhatCameNearestToAnUnknownRequest() throws Exception {
    try (Fakes fakes = notes(folder)) {
      ask(fakes, "GET", "/nodes", "");
      JsonNode asked = fakes.control("GET", "/requests/1", "");
      assertThat(asked.path("near").path(0).path("differences").path(0).asText())
          .isEqualTo("segment 1 is “nodes”, not “notes”");
      assertThat(asked.path("requestHeaders").path("authorization").asText())
          .isEqualTo("Bearer *****");
    }
  }

  @Test
  void keepsNamespacesApart() throws Exception {
    try (Fakes fakes = notes(folder)) {
      make(fakes, "mine", "X-DragonCode-Namespace", "test-1");
      assertThat(ask(fakes, "GET", "/notes", "").body()).doesNotContain("mine");
      fakes.control("POST", "/reset", "{\"namespace\": \"test-1\"}");
      assertThat(ask(fakes, "GET", "/notes", "", "X-DragonCode-Namespace", "test-1").body())
          .doesNotContain("mine");
    }
  }

  @Test
  void goesOnFromWhatItKeptBeforeARestart() throws Exception {
    String id;
    try (Fakes fakes = notes(folder)) {
      id = make(fakes, "kept");
      fakes.control("POST", "/clock/advance", "{\"seconds\": 86400}");
    }
    try (Fakes fakes = notes(folder)) {
      assertThat(ask(fakes, "GET", "/notes/" + id, "").body()).contains("kept");
      assertThat(fakes.control("GET", "/clock", "").path("aheadMillis").asLong())
          .isBetween(86_000_000L, 86_500_000L);
    }
  }

  @Test
  void restoresASnapshotInPlace() throws Exception {
    try (Fakes fakes = notes(folder)) {
      String before = make(fakes, "before");
      String saved = fakes.control("GET", "/snapshot", "").toString();
      String after = make(fakes, "after");
      fakes.control("PUT", "/snapshot", saved);
      assertThat(ask(fakes, "GET", "/notes/" + before, "").statusCode()).isEqualTo(200);
      assertThat(ask(fakes, "GET", "/notes/" + after, "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void playsFaultsWhileItRuns() throws Exception {
    try (Fakes fakes = notes(folder)) {
      String id = make(fakes, "a text that is long enough to be cut");
      fakes.control("POST", "/packs/notes/presets/down%20for%20all", "");
      assertThat(ask(fakes, "GET", "/notes/" + id, "").statusCode()).isEqualTo(503);
      fault(fakes, "{\"reset\": true, \"operations\": [\"note.retrieve\"]}");
      assertThatThrownBy(() -> ask(fakes, "GET", "/notes/" + id, ""))
          .isInstanceOf(IOException.class);
      assertThat(ask(fakes, "GET", "/notes", "").statusCode()).isEqualTo(200);
      fault(fakes, "{\"malformed\": true}");
      String cut = ask(fakes, "GET", "/notes/" + id, "").body();
      assertThatThrownBy(() -> JSON.readTree(cut)).isInstanceOf(IOException.class);
      fault(fakes, "{\"latency\": 300}");
      long begun = System.nanoTime();
      ask(fakes, "GET", "/notes/" + id, "");
      assertThat(System.nanoTime() - begun).isGreaterThan(290_000_000L);
      fakes.control("DELETE", "/packs/notes/faults", "");
      assertThat(ask(fakes, "GET", "/notes/" + id, "").statusCode()).isEqualTo(200);
      assertThat(
              fakes
                  .control("PUT", "/packs/notes/faults", "{\"faults\": [{}]}")
                  .path("title")
                  .asText())
          .isEqualTo("This fault cannot be played");
    }
  }

  private static void fault(Fakes fakes, String fault) throws IOException, InterruptedException {
    fakes.control("PUT", "/packs/notes/faults", "{\"faults\": [%s]}".formatted(fault));
  }

  @Test
  void makesARequestIntoACommandWithoutItsSecret() throws Exception {
    try (Fakes fakes = notes(folder)) {
      make(fakes, "it's");
      String curl = fakes.control("GET", "/requests/1/curl", "").path("text").asText();
      assertThat(curl).contains("Bearer $API_KEY", "it'\\''s").doesNotContain("key_1");
      assertThat(fakes.control("GET", "/requests/1/junit", "").path("text").asText())
          .contains("assertEquals(201, answer.statusCode());");
      assertThat(fakes.control("POST", "/requests/1/replay", "").path("status").asInt())
          .isEqualTo(201);
    }
  }

  @Test
  void isSteeredByNoPageInABrowser() throws Exception {
    try (Fakes fakes = notes(folder)) {
      assertThat(
              fakes
                  .send(
                      "POST", fakes.controlUrl() + "/reset", "{}", "Origin", "https://example.com")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void namesTheLineOfAMistakeInAPack() {
    assertThatThrownBy(() -> pack(NOTES.replace("text!: string", "text!: sting")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("notes.yaml, line 31")
        .hasMessageContaining("“sting” is no shape");
  }

  @Test
  void showsItsStateInPagesAndByText() throws Exception {
    try (Fakes fakes = notes(folder)) {
      for (int i = 0; i < 200; i++) {
        make(fakes, i == 7 ? "Seventh" : "note");
      }
      JsonNode state = fakes.control("GET", "/packs/notes/state/note", "");
      assertThat(state.path("total").asInt()).isEqualTo(200);
      assertThat(state.path("rows")).hasSize(100);
      JsonNode last = fakes.control("GET", "/packs/notes/state/note?skip=150", "");
      assertThat(last.path("rows")).hasSize(50);
      assertThat(last.path("more").asBoolean()).isFalse();
      JsonNode found = fakes.control("GET", "/packs/notes/state/note?text=seventh", "");
      assertThat(found.path("rows").findValuesAsText("text")).containsExactly("Seventh");
    }
  }

  @Test
  void takesRowsThatFitAndSaysWhyOthersDoNot() throws Exception {
    try (Fakes fakes = notes(folder)) {
      String id = make(fakes, "one");
      String path = "/packs/notes/state/note/" + id;
      ObjectNode row = (ObjectNode) fakes.control("GET", path, "");
      fakes.control("PUT", path, row.put("color", "red").toString());
      assertThat(ask(fakes, "GET", "/notes/" + id, "").body()).contains("red");
      JsonNode refused = fakes.control("PUT", path, row.put("color", 3).toString());
      assertThat(refused.path("reason").asText())
          .isEqualTo("color must be a text, and is a number.");
      assertThat(
              fakes
                  .control("PUT", path, row.put("color", "blue").put("id", "n_2").toString())
                  .path("reason")
                  .asText())
          .contains("id must stay");
      assertThat(ask(fakes, "GET", "/notes/" + id, "").body()).contains("red");

      JsonNode fresh = fakes.control("GET", "/packs/notes/state/note?fresh", "").path("row");
      assertThat(fresh.path("color").asText()).isEqualTo("white");
      JsonNode made =
          fakes.control(
              "POST", "/packs/notes/state/note", "{\"id\": \"n_own\", \"text\": \"mine\"}");
      assertThat(made.path("row").path("color").asText()).isEqualTo("white");
      assertThat(ask(fakes, "GET", "/notes/n_own", "").body()).contains("mine");
      assertThat(
              fakes
                  .control("POST", "/packs/notes/state/note", "{\"id\": \"n_own\"}")
                  .path("reason")
                  .asText())
          .contains("There is a row n_own");
      fakes.control("DELETE", "/packs/notes/state/note/n_own", "");
      assertThat(ask(fakes, "GET", "/notes/n_own", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void seedsAllRowsOfAFileOrNone() throws Exception {
    try (Fakes fakes = notes(folder)) {
      JsonNode made = seed(fakes, "note:\n  - {id: n_1, text: one}\n  - {text: two, color: red}\n");
      assertThat(made.path("made").path("note").asInt()).isEqualTo(2);
      assertThat(ask(fakes, "GET", "/notes/n_1", "").body()).contains("one");
      JsonNode refused =
          seed(fakes, "note:\n  - {id: n_2, text: two}\n  - {id: n_1, text: again}\n");
      assertThat(refused.path("reason").asText()).contains("rows.yaml, line 3", "n_1");
      assertThat(ask(fakes, "GET", "/notes/n_2", "").statusCode()).isEqualTo(404);
      assertThat(seed(fakes, "notes: []").path("reason").asText()).contains("it keeps note");
    }
  }

  private static JsonNode seed(Fakes fakes, String yaml) throws IOException, InterruptedException {
    String body = JSON.createObjectNode().put("name", "rows.yaml").put("yaml", yaml).toString();
    return fakes.control("POST", "/packs/notes/seed", body);
  }

  @Test
  void servesDocumentsThatAreAddedWhileItRunsAndAfterARestart() throws Exception {
    Path document = Files.writeString(folder.resolve("shelf.yaml"), SHELF);
    String body = JSON.createObjectNode().put("openapi", document.toString()).toString();
    String url;
    try (Fakes fakes = Fakes.keeping(folder)) {
      JsonNode pack = fakes.control("POST", "/packs", body);
      assertThat(pack.path("source").asText()).isEqualTo("shelf.yaml");
      url = pack.path("url").asText();
      assertThat(
              fakes
                  .send(
                      "POST",
                      url + "/books",
                      "{\"title\": \"Ubik\"}",
                      "Content-Type",
                      "application/json")
                  .statusCode())
          .isEqualTo(201);
      assertThat(fakes.control("POST", "/packs", body).path("title").asText()).contains("already");
    }
    Files.delete(document);
    try (Fakes fakes = Fakes.keeping(folder)) {
      assertThat(fakes.url("shelf")).isEqualTo(url);
      assertThat(fakes.send("GET", url + "/books", "").body()).contains("Ubik");
      JsonNode books = fakes.control("GET", "/packs/shelf/state/books", "").path("rows");
      String row = "/packs/shelf/state/books/" + books.get(0).path("key").asText();
      assertThat(fakes.control("PUT", row, "{\"id\": 1, \"title\": 5}").path("reason").asText())
          .contains("title");
      fakes.control("DELETE", "/packs/shelf", "");
      assertThat(fakes.server().pack("shelf")).isEmpty();
    }
    try (Fakes fakes = Fakes.keeping(folder)) {
      assertThat(fakes.server().packs()).isEmpty();
    }
  }
}
