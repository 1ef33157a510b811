package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.app.CommandLines.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dragoncode catalog} as scripts and editors use it. */
class CatalogCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MAILBOX =
      """
      id: mailbox
      name: Mailbox
      category: mail
      icon: fth-mail
      licence: MIT
      docs: https://example.org/docs
      container:
        image: mailbox:1.0
        gaps: [Takes no mail over 1 MB.]
      ports:
        - name: smtp
          containerPort: 25
      readiness:
        - tcp: smtp
      """;

  @TempDir Path folder;

  private Ran run(String... arguments) {
    return new CommandLines(folder.resolve("home")).run(arguments);
  }

  private Path project(String name, Map<String, String> files) throws IOException {
    return CommandLines.write(folder.resolve(name), files);
  }

  @Test
  void catalogListsTheBundledEmulatorsAndTheProjectsOwn() throws Exception {
    Path root = project("api", Map.of(".dragoncode/emulators/mailbox.yaml", MAILBOX));
    Ran text = run("catalog", root.toString());
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .containsPattern("(?m)^postgresql +PostgreSQL +database +container, embedded$")
        .containsPattern("(?m)^nats +NATS +queue +container$")
        .containsPattern("(?m)^mailbox +Mailbox +mail +container$");

    JsonNode emulators = run("catalog", root.toString(), "--json").json().get("emulators");
    assertThat(emulators.findValuesAsText("id")).contains("postgresql", "kafka", "mailbox");
    JsonNode own = emulators.get(emulators.size() - 1);
    assertThat(own)
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "mailbox", "name": "Mailbox", "category": "mail",
                 "backends": ["container"], "gaps": ["Takes no mail over 1 MB."]}
                """));
    assertThat(emulators.toString())
        .contains("One broker in KRaft mode; topics have one replica.")
        .contains("embedded: Every user name and password is accepted.");
  }

  @Test
  void aBadCatalogEntryIsAProblemWithItsPlaceBesideTheOthers() throws Exception {
    Path root =
        project(
            "api",
            Map.of(
                ".dragoncode/emulators/mailbox.yaml",
                MAILBOX,
                ".dragoncode/emulators/wrong.yaml",
                MAILBOX.replace("category: mail", "category: post")));
    Ran listed = run("catalog", root.toString());
    assertThat(listed.code()).isEqualTo(1);
    assertThat(listed.out()).contains("mailbox", "postgresql");
    assertThat(listed.err()).contains("wrong.yaml, line 3, column 11").contains("  - ");
    assertThat(run("catalog", root.toString(), "--json").json().get("emulators")).isNotEmpty();
  }

  @Test
  void catalogPrintsTheSchemaThatEditorsCompleteBy() throws Exception {
    JsonNode schema = run("catalog", "--schema").json();
    assertThat(schema.get("$id").asText()).endsWith("emulator.schema.json");
    assertThat(schema.get("properties").has("readiness")).isTrue();
    assertThat(run("catalog", "--schema", "--json").code()).isEqualTo(2);
  }
}
