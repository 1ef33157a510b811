package dev.dragoncode.emulators.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.EmbeddedBackend;
import dev.dragoncode.emulators.model.Placeholders;
import dev.dragoncode.emulators.model.Probe;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmulatorCatalogTest {

  private static final String MINIMAL =
      """
      id: mailbox
      name: Mailbox
      category: mail
      icon: fth-mail
      licence: MIT
      docs: https://example.org/docs
      container:
        image: mailbox:1.0
      ports:
        - name: smtp
          containerPort: 25
      readiness:
        - tcp: smtp
      """;

  @TempDir Path project;

  @ParameterizedTest
  @MethodSource("bundled")
  void aBundledEntrySaysHowToConnectAndWhatItLacks(EmulatorSpec spec) {
    assertThat(spec.connect()).containsOnlyKeys(Dialect.values());
    assertThat(spec.match().dependencies()).isNotEmpty();
    assertThat(spec.container()).isPresent();
    assertThat(spec.container().orElseThrow().memoryBytes()).isPresent();
    List<String> gaps =
        spec.embedded().map(EmbeddedBackend::gaps).orElse(spec.container().orElseThrow().gaps());
    assertThat(gaps).isNotEmpty();
    if (spec.embedded().isEmpty()) {
      assertThat(gaps).anyMatch(gap -> gap.contains("no embedded engine"));
    }
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void aBundledEntryFitsTheSchema(EmulatorSpec spec) throws IOException {
    assertThat(schema().validate(json(text(spec.id() + ".yaml")), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() throws IOException {
    String bad = MINIMAL.replace("readiness", "readyness");

    assertThat(schema().validate(json(bad), InputFormat.JSON)).isNotEmpty();
    assertThat(problemOf(bad).reason()).contains("unknown field “readyness”");
  }

  @Test
  void connectionVariablesNameTheLeasedPortAndTheParameters() {
    EmulatorSpec postgres = EmulatorCatalog.bundled().find("postgresql").orElseThrow();
    Placeholders placeholders =
        Placeholders.of(
            postgres,
            "127.0.0.1",
            Map.of("sql", 20431),
            Map.of("user", "shop", "password", "s3cret", "database", "orders"));

    assertThat(placeholders.fill(postgres.connect(Dialect.SPRING)))
        .containsExactly(
            entry("spring.datasource.url", "jdbc:postgresql://127.0.0.1:20431/orders"),
            entry("spring.datasource.username", "shop"),
            entry("spring.datasource.password", "s3cret"));
  }

  @Test
  void theStubsAddressGoesIntoTheVariableThatTheProjectReads() {
    EmulatorSpec wiremock = EmulatorCatalog.bundled().find("wiremock").orElseThrow();
    Placeholders placeholders =
        Placeholders.of(
            wiremock,
            "127.0.0.1",
            Map.of("http", 20500),
            Map.of("stubs", "wiremock", "variable", "PAYMENTS_URL"));

    assertThat(placeholders.fill(wiremock.connect(Dialect.DOTENV)))
        .containsExactly(entry("PAYMENTS_URL", "http://127.0.0.1:20500"));
  }

  @Test
  void aProjectAddsItsOwnEntry() throws IOException {
    write("mailbox.yaml", MINIMAL);

    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);

    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.entries()).hasSize(bundled().size() + 1);
    assertThat(catalog.find("mailbox").orElseThrow().ports())
        .containsExactly(
            new EmulatorSpec.PortSpec("smtp", 25, 25, EmulatorSpec.PortSpec.Lease.STABLE));
  }

  @Test
  void readsJobsProbesAndPorts() throws IOException {
    String job =
        MINIMAL.substring(0, MINIMAL.indexOf("ports:"))
            + """
              environment:
                REDIS: ${emulator.redis.host}:${emulator.redis.port.redis}
              stopSignal: SIGINT
            job: true
            dependsOn:
              - id: redis
            """;
    String probed =
        MINIMAL.replace("id: mailbox", "id: probed")
            + """
              - exec: [nc, -z, localhost, "25"]
              - any: [{health: container}, {log: ready}]
            probing: {timeout: 1s, interval: 250ms, every: 1m}
            seed: [mails]
            """;
    write("mailbox.yaml", job);
    write("probed.yaml", probed);

    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);

    assertThat(catalog.problems()).isEmpty();
    assertThat(schema().validate(json(job), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(json(probed), InputFormat.JSON)).isEmpty();
    EmulatorSpec mailbox = catalog.find("mailbox").orElseThrow();
    assertThat(mailbox.job()).isTrue();
    assertThat(mailbox.container().orElseThrow().stopSignal()).contains("SIGINT");
    EmulatorSpec spec = catalog.find("probed").orElseThrow();
    assertThat(spec.readiness())
        .containsExactly(
            new Probe.Tcp("smtp"),
            new Probe.Exec(List.of("nc", "-z", "localhost", "25")),
            new Probe.Any(List.of(new Probe.Health(), new Probe.Log("ready"))));
    assertThat(spec.probing())
        .isEqualTo(
            new EmulatorSpec.Probing(
                Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofMinutes(1)));
    assertThat(spec.seed()).containsExactly("mails");
  }

  @Test
  void aJobHasNeitherPortsNorProbesAndNamesOnlyWhatItDependsOn() throws IOException {
    assertThat(problemOf(MINIMAL + "job: true\n").reason()).contains("a job has no “ports”");
    String head = MINIMAL.substring(0, MINIMAL.indexOf("ports:"));
    assertThat(problemOf(head + "job: true\nreadiness:\n  - log: done\n").reason())
        .contains("neither “readiness” nor");
    assertThat(problemOf(head + "  command: [\"${emulator.redis.host}\"]\njob: true\n").reason())
        .contains("unknown placeholder ${emulator.redis.host}");
  }

  @Test
  void aProjectReplacesABundledEntry() throws IOException {
    write("cache.yaml", MINIMAL.replace("id: mailbox", "id: redis"));

    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);

    assertThat(catalog.find("redis").orElseThrow().name()).isEqualTo("Mailbox");
    assertThat(catalog.entries()).hasSameSizeAs(bundled());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          category: mail         | category: post          | 3 | 11 | is none of database, cache
          image: mailbox:1.0     | image: mailbox          | 8 | 10 | has no tag
          containerPort: 25      | containerPort: 70000    | 11 | 20 | from 1 to 65535
          - tcp: smtp            | - tcp: imap            | 13 | 10 | there is no port “imap”
          - tcp: smtp            | - {protocol: pop, port: smtp} | 13 | 16 | is none of postgresql
          - tcp: smtp            | - log: "["             | 13 | 10 | Unclosed character class
          id: mailbox            | id: Mail Box            | 1 | 5 | is no id
          docs: https            | docs: ftp               | 6 | 7 | web address with https
          icon: fth-mail         | icon: {}                | 4 | 7 | single value
          image: mailbox:1.0     | image: a:${data}        | 8 | 10 | unknown placeholder ${data}
          licence: MIT           | name: Twice             | 5 | 5 | Duplicate field 'name'
          name: Mailbox          | name: [Mailbox          | 3 | 9 | while parsing a flow sequence
          """)
  void aBadEntryIsAProblemWithItsPlace(String good, String bad, int line, int column, String reason)
      throws IOException {
    Path file = write("mailbox.yaml", MINIMAL.replace(good, bad));

    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);

    assertThat(catalog.entries()).hasSameSizeAs(bundled());
    Problem problem = catalog.problems().getFirst();
    assertThat(problem.reason())
        .contains(reason)
        .startsWith(file + ", line " + line + ", column " + column + ":");
    assertThat(problem.remedies().getFirst().action()).contains(new Remedy.OpenFile(file, line));
  }

  @ParameterizedTest
  @CsvSource({
    "'page: {container: \"ftp://x\"}', begins with http",
    "'page: {container: \"http://${data}\"}', unknown placeholder",
    "'levels: {warn: \"[\"}', is no regular expression",
    "'levels: {loud: \"x\"}', is none of"
  })
  void whatIsToBeSeenIsChecked(String observe, String reason) throws IOException {
    write("mailbox.yaml", MINIMAL + "observe: {" + observe + "}\n");

    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);

    assertThat(catalog.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains(reason));
  }

  @Test
  void theOthersWorkBesideABadEntry() throws IOException {
    write("a-bad.yaml", "id: [");
    write("mailbox.yaml", MINIMAL);

    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);

    assertThat(catalog.problems()).hasSize(1);
    assertThat(catalog.entries()).hasSize(bundled().size() + 1).containsKey("mailbox");
  }

  @Test
  void anEmptyFileIsAProblem() throws IOException {
    assertThat(problemOf("").reason()).contains("the file is empty");
  }

  @Test
  void anEntryThatDependsOnNothingKnownIsAProblem() throws IOException {
    assertThat(problemOf(MINIMAL + "dependsOn:\n  - id: nowhere\n").reason())
        .contains("depends on “nowhere”");
  }

  @Test
  void entriesThatDependOnEachOtherAreProblems() throws IOException {
    write("a.yaml", MINIMAL.replace("id: mailbox", "id: a") + "dependsOn:\n  - id: b\n");
    write("b.yaml", MINIMAL.replace("id: mailbox", "id: b") + "dependsOn:\n  - id: a\n");

    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);

    assertThat(catalog.entries()).hasSameSizeAs(bundled());
    assertThat(catalog.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem.reason()).contains("leads back to itself"));
  }

  private static Collection<EmulatorSpec> bundled() {
    return EmulatorCatalog.bundled().entries().values();
  }

  private Problem problemOf(String text) throws IOException {
    write("bad.yaml", text);
    List<Problem> problems = EmulatorCatalog.bundled().withProject(project).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  private Path write(String name, String text) throws IOException {
    Path folder = Files.createDirectories(project.resolve(EmulatorCatalog.PROJECT_FOLDER));
    return Files.writeString(folder.resolve(name), text);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text("emulator.schema.json"), InputFormat.JSON);
  }

  private static String json(String yaml) throws IOException {
    JsonNode tree = new YAMLMapper().readTree(yaml);
    return tree.toString();
  }

  private static String text(String name) throws IOException {
    try (InputStream in = EmulatorCatalog.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
