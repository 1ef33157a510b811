package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.app.CommandLines.Ran;
import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as scripts use it: words in, words and an exit code out. */
class CommandLineTest {

  @TempDir Path folder;

  private Ran run(String... arguments) {
    return new CommandLines(folder.resolve("home")).run(arguments);
  }

  private Path project(String name, Map<String, String> files) throws IOException {
    return CommandLines.write(folder.resolve(name), files);
  }

  @Test
  void helpNamesEveryCommandAndExitCode() {
    Ran help = run("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(
            "open", "up", "down", "status", "logs", "env", "check", "catalog", "trust", "doctor")
        .contains("gaps or failures")
        .doesNotContain("\033[");
    assertThat(run("--version").out()).contains("dragoncode", "Java");
  }

  @Test
  void upNamesAnEmulatorThatTheCatalogDoesNotHave() throws Exception {
    Path root = project("misspelt", Map.of("dragoncode.yaml", "emulators:\n  postgres: {}\n"));
    Ran up = run("up", root.toString(), "--engine", "embedded", "--detach");
    assertThat(up.code()).isEqualTo(1);
    assertThat(up.err()).contains("There is no emulator \"postgres\"", "line 2", "postgresql");
    assertThat(up.out()).doesNotContain("nothing in this project asks for one");
  }

  @Test
  void upSaysWhereTheSettingsCannotBeRead() throws Exception {
    Path root = project("broken", Map.of("dragoncode.yaml", "emulators:\n  redis: [\n"));
    Ran up = run("up", root.toString(), "--engine", "embedded", "--detach");
    assertThat(up.code()).isEqualTo(1);
    assertThat(up.err()).contains("dragoncode.yaml", "line 3");
  }

  @Test
  void aWrongCommandLineSaysWhatIsMeantAndEndsWithTwo() {
    Ran wrong = run("chek");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("chek").contains("check");
    assertThat(run("up", "--engine", "fuel").code()).isEqualTo(2);
    assertThat(run("check", "--format", "xml").code()).isEqualTo(2);
  }

  @Test
  void aMissingFolderIsAProblemWithARemedyAndEndsWithThree() {
    Ran missing = run("check", folder.resolve("gone").toString());
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).contains("gone").contains("  - ");
    assertThat(missing.out()).isEmpty();
  }

  @Test
  void checkPrintsTheReportAndEndsWithOneForGaps() throws Exception {
    Path root =
        project("api", Map.of("package.json", "{\"name\":\"api\"}", "Dockerfile", "FROM node\n"));
    Ran text = run("check", root.toString());
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out()).contains("PRD-NONROOT", "Score").doesNotContain("\033[");

    JsonNode json = run("check", root.toString(), "--json").json();
    assertThat(json.fieldNames())
        .toIterable()
        .contains("project", "stacks", "score", "coverage", "level", "checks");
    JsonNode check = json.get("checks").get(0);
    assertThat(check.fieldNames())
        .toIterable()
        .contains("id", "phase", "status", "title", "summary", "evidence", "proof", "fix");
    assertThat(run("check", root.toString(), "--format", "json").json()).isEqualTo(json);
  }

  @Test
  void brokenSettingsAreNamedWithLineAndColumnAndTheRestIsStillChecked() throws Exception {
    Path root =
        project(
            "api",
            Map.of(
                "dragoncode.yaml",
                "goal:\n  metric: [oops\nemulators: {}\n",
                "go.mod",
                "module x\n"));
    Ran checked = run("check", root.toString());
    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.err()).containsPattern("[Ll]ine \\d+").contains("column");
    assertThat(checked.out()).contains("Score");
  }

  @Test
  void trustIsGivenAndTakenBack() throws Exception {
    Path root = project("api", Map.of("go.mod", "module x\n"));
    assertThat(run("trust", root.toString()).out()).contains("is trusted");
    assertThat(run("trust", "--revoke", root.toString()).out()).contains("is not trusted");
    assertThat(run("trust").code()).isEqualTo(2);
  }

  @Test
  void doctorLooksAtTheMachine() throws Exception {
    JsonNode checks = run("doctor", "--json").json().get("checks");
    assertThat(checks.findValuesAsText("what"))
        .contains("Java", "Containers", "Embedded engines", "Data folder");
  }

  @Test
  void aProjectWithoutNeedsStartsNothing() throws Exception {
    Path root = project("empty", Map.of("notes.txt", "nothing\n"));
    Ran up = run("up", root.toString());
    assertThat(up.code()).isZero();
    assertThat(up.out()).contains("No emulator is needed");
    assertThat(run("status", root.toString(), "--json").json().get("emulators")).isEmpty();
    Ran env = run("env", root.toString());
    assertThat(env.code()).isEqualTo(3);
    assertThat(env.err()).contains("dragoncode up");
  }

  @Test
  void whatAProjectDescribesItselfRunsInATrustedFolderOnly() throws Exception {
    String entry;
    try (InputStream in = EmulatorCatalog.class.getResourceAsStream("redis.yaml")) {
      entry = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    Path root =
        project(
            "own",
            Map.of(
                ".dragoncode/emulators/redis.yaml",
                entry,
                "dragoncode.yaml",
                "emulators:\n  redis: {}\n"));

    Ran up = run("up", root.toString(), "--engine", "embedded", "--detach");

    assertThat(up.code()).isNotZero();
    assertThat(up.err()).contains("not trusted").contains("dragoncode trust");

    run("trust", root.toString());
    try {
      assertThat(run("up", root.toString(), "--engine", "embedded", "--detach").code()).isZero();
    } finally {
      run("down", root.toString());
    }
  }

  @Test
  void upDetachedIsSeenReadAndStoppedByOtherProcesses() throws Exception {
    Path root =
        project(
            "cache",
            Map.of("package.json", "{\"name\":\"c\",\"dependencies\":{\"ioredis\":\"5.0.0\"}}"));
    Ran before = run("status", root.toString(), "--json");
    assertThat(before.json().at("/emulators/0/state").asText()).isEqualTo("notstarted");

    Ran up = run("up", root.toString(), "--engine", "embedded", "--detach");
    assertThat(up.code()).as(up.err()).isZero();
    assertThat(up.out()).contains("REDIS_URL=redis://127.0.0.1:");
    try {
      JsonNode status = run("status", root.toString(), "--json").json();
      assertThat(status.get("engine").asText()).isEqualTo("embedded");
      JsonNode redis = status.at("/emulators/0");
      assertThat(redis.get("id").asText()).isEqualTo("redis");
      assertThat(redis.get("state").asText()).isEqualTo("ready");
      assertThat(redis.at("/endpoints/0/host").asText()).isEqualTo("127.0.0.1");
      assertThat(redis.at("/endpoints/0/port").asInt()).isPositive();
      assertThat(redis.at("/variables/REDIS_URL").asText()).startsWith("redis://");
      assertThat(redis.get("problem").isNull()).isTrue();

      assertThat(run("env", root.toString(), "--format", "spring").out())
          .contains("spring.data.redis.port=");
      assertThat(run("env", root.toString(), "--json").json().get("REDIS_URL").asText())
          .startsWith("redis://");
      assertThat(run("logs", root.toString(), "-n", "50").out()).contains("redis");
      snapshotsOfWhatWasLeftRunning(root, redis.at("/endpoints/0/port").asInt());
    } finally {
      Ran down = run("down", root.toString());
      assertThat(down.code()).isZero();
      assertThat(down.out()).contains("1 emulator stopped");
    }
    assertThat(run("down", root.toString()).out()).contains("No emulator was running");
  }

  private void snapshotsOfWhatWasLeftRunning(Path root, int port) throws Exception {
    Ran save = run("snapshot", "save", "monday", root.toString());
    assertThat(save.code()).as(save.err()).isZero();
    JsonNode list = run("snapshot", "list", root.toString(), "--json").json();
    assertThat(list.at("/snapshots/0/name").asText()).isEqualTo("monday");
    assertThat(list.at("/snapshots/0/emulators/0/id").asText()).isEqualTo("redis");
    Ran twice = run("snapshot", "save", "monday", root.toString());
    assertThat(twice.code()).isEqualTo(3);
    assertThat(twice.err()).contains("already").contains("snapshot delete monday");
    assertThat(run("snapshot", "restore", "monday", root.toString()).code()).isZero();
    assertThat(run("reset", root.toString(), "redis").out()).contains("fresh data");
    JsonNode redis = run("status", root.toString(), "--json").json().at("/emulators/0");
    assertThat(redis.get("state").asText()).isEqualTo("ready");
    assertThat(redis.at("/endpoints/0/port").asInt()).isEqualTo(port);
    assertThat(run("snapshot", "delete", "monday", root.toString()).code()).isZero();
    assertThat(run("snapshot", "list", root.toString()).out()).contains("no snapshots");
    assertThat(run("snapshot").code()).isEqualTo(2);
  }

  @Test
  void withoutADisplayOpenSaysSoInOneLineAndRunsInTheTerminal() throws Exception {
    Path root = project("empty", Map.of("notes.txt", "nothing\n"));
    Ran open = run("open", root.toString());
    assertThat(open.code()).isZero();
    assertThat(open.err()).contains("No display").hasLineCount(1);
    assertThat(open.out()).contains("No emulator is needed").contains("Score");
  }

  @Test
  void anOpenApiDocumentThatCannotBeServedSaysWhereItIsWrong() throws Exception {
    Path root = project("api", Map.of("old.yaml", "# an old one\nswagger: '2.0'\n"));
    Ran start = run("fakes", "start", "--openapi", root.resolve("old.yaml").toString());
    assertThat(start.code()).isEqualTo(3);
    assertThat(start.err()).contains("old.yaml, line 2", "version 2.0", "Convert it to OpenAPI 3");
  }

  @Test
  void mappingsThatAreNotUnderstoodAreNamedWithTheirMember() throws Exception {
    Path root =
        project("stubs", Map.of("a.json", "{\"request\": {\"urls\": 1}, \"response\": {}}"));
    Ran start = run("fakes", "start", "--mappings", root.resolve("a.json").toString());
    assertThat(start.code()).isEqualTo(3);
    assertThat(start.err()).contains("a.json: request has a member “urls”", "urlPathPattern");
    Ran record = run("fakes", "record", "ftp://example.com", "--to", root.resolve("r").toString());
    assertThat(record.code()).isEqualTo(3);
    assertThat(record.err()).contains("no http address");
    assertThat(run("fakes", "export", "--to", root.toString()).err()).contains("No fake APIs run");
  }
}
