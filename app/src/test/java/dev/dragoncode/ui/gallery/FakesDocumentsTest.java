package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.fakes.packs.Packs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** OpenAPI documents on the third-party APIs' screen, chosen and dropped. */
@Execution(ExecutionMode.SAME_THREAD)
class FakesDocumentsTest {

  private static final String PETSTORE =
      """
      openapi: 3.0.3
      info: {title: Petstore, version: 1.0.0}
      paths:
        /pets:
          get:
            responses:
              "200":
                description: all
                content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
          post:
            requestBody:
              content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
            responses:
              "201":
                description: made
                content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
        /pets/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          get:
            responses:
              "200":
                description: one
                content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      components:
        schemas:
          Pet:
            type: object
            required: [name]
            properties: {id: {type: integer, readOnly: true}, name: {type: string}, tag: {type: string}}
      """;

  @TempDir private Path folder;
  private FakesWindow screen;

  @BeforeEach
  void serve() throws Exception {
    screen = new FakesWindow(folder);
  }

  @AfterEach
  void stop() {
    screen.close();
  }

  @Test
  void addsAnApiFromAChosenOrADroppedDocumentAndRemovesIt() throws Exception {
    Path document = Files.writeString(folder.resolve("petstore.yaml"), PETSTORE);
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "openapi: 3.0.3\npaths: [\n");
    screen.open(6);
    screen.fire("#fakes-add");
    screen.type("#file-named", broken.toString());
    screen.fire("#file-yes");
    screen.await(() -> screen.has(".dialog-sheet .problem-pane"));
    screen.picture("-openapi-refused");
    screen.type("#file-named", document.toString());
    screen.fire("#file-yes");
    screen.await(() -> screen.has("#fake-petstore"));
    String url = screen.server().pack("petstore").orElseThrow().url();
    assertThat(screen.post(url + "/pets", "{\"name\": \"Rex\"}")).isEqualTo(201);
    screen.await(() -> screen.list("#fakes-requests").getItems().size() == 7);
    screen.select("#fakes-requests", 0);
    screen.await(() -> screen.text("#fakes-content").contains("Rex"));
    screen.picture("-openapi");

    screen.fire("#fakes-remove");
    screen.fire("#forget-yes");
    screen.await(() -> !screen.has("#fake-petstore"));
    assertThat(screen.server().pack("petstore")).isEmpty();

    Path notes = Files.writeString(folder.resolve("notes.txt"), "openapi: 3.0.3");
    assertThat(screen.drop(notes, "#fakes-requests")).isFalse();
    assertThat(screen.drop(document, "#fakes-requests")).isTrue();
    screen.await(() -> screen.has("#fake-petstore"));
    url = screen.server().pack("petstore").orElseThrow().url();
    assertThat(screen.post(url + "/pets", "{\"name\": \"Tom\"}")).isEqualTo(201);
    assertThat(screen.drop(broken, "#fakes-requests")).isTrue();
    screen.await(() -> screen.has(".problem-pane"));
    assertThat(screen.server().packs()).hasSize(Packs.ids().size() + 1);
  }
}
