package dev.dragoncode.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings.EmulatorSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettingsFileTest {

  private static final Path FILE = Path.of("dragoncode.yaml");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @Test
  void readsEverything() {
    SettingsFile.Result result =
        read(
            """
            goal: {metric: orders.paid, target: 200 a day, until: 2026-12-18, supporting: [basket]}
            emulators:
              postgresql:
                version: "17"
                engine: embedded
                ports: {sql: 15432}
                seed: [db/seed.sql]
                parameters: {database: shop}
              redis:
                engine: none
            slo:
              - {name: orders answer, objective: 99.5, window: 30d, query: up, within: 300 ms}
            waivers:
              - {check: PRE-RATE, path: src, reason: gateway, owner: mona, expires: 2027-01-15}
            attestations:
              - {check: PRO-SCOPE, by: mona, on: 2026-11-01}
            commands: {test: ./mvnw verify}
            """);

    assertThat(result.problems()).isEmpty();
    ProjectSettings settings = result.settings();
    assertThat(settings.goal().orElseThrow().target()).isEqualTo("200 a day");
    EmulatorSetting postgres = Objects.requireNonNull(settings.emulators().get("postgresql"));
    assertThat(postgres.ports()).containsEntry("sql", 15432);
    assertThat(postgres.engine()).contains("embedded");
    assertThat(postgres.seed()).containsExactly("db/seed.sql");
    assertThat(postgres.line()).isEqualTo(3);
    assertThat(settings.emulators().get("redis")).extracting(s -> s.wanted()).isEqualTo(false);
    assertThat(settings.slos()).singleElement().extracting(s -> s.objective()).isEqualTo(99.5);
    assertThat(settings.slos().getFirst().within()).contains(Duration.ofMillis(300));
    assertThat(settings.waivers()).singleElement().extracting(w -> w.owner()).isEqualTo("mona");
    assertThat(settings.attested("PRO-SCOPE")).isPresent();
    assertThat(settings.commands().test()).contains("./mvnw verify");
  }

  @Test
  void readsOpenApiDocumentsOfTheFakes() {
    SettingsFile.Result result =
        read(
            """
            emulators:
              fakes:
                parameters:
                  openapi:
                    - api/shop.yaml
                    - {id: billing, file: "https://example.com/openapi.json"}
                    - {id: Not Good, file: api/other.yaml}
            """);
    assertThat(result.settings().emulators().get("fakes"))
        .extracting(EmulatorSetting::parameters)
        .isEqualTo(Map.of("openapi", "api/shop.yaml\nbilling=https://example.com/openapi.json"));
    assertThat(result.problems())
        .singleElement()
        .extracting(Problem::reason)
        .isEqualTo(
            "Line 7, column 11: the id \"Not Good\" is no lower-case word of letters, digits and"
                + " hyphens.");
  }

  @Test
  void brokenYamlIsAProblemWithLineAndColumn() {
    SettingsFile.Result result = read("goal:\n  metric: a\n target: b\n");

    assertThat(result.readable()).isFalse();
    Problem problem = result.problems().getFirst();
    assertThat(problem.reason()).startsWith("Line 3, column ");
    assertThat(problem.remedies().getFirst().action()).contains(new Remedy.OpenFile(FILE, 3));
  }

  @Test
  void suggestsTheKeyThatWasMeant() {
    assertThat(onlyProblem("emulatos:\n  redis: {}\n"))
        .isEqualTo(
            "Line 1, column 1: the key \"emulatos\" is not known; did you mean \"emulators\"?.");
    assertThat(onlyProblem("emulators:\n  redis:\n    verson: 7\n"))
        .contains("Line 3, column 5")
        .contains("did you mean \"version\"?");
  }

  @Test
  void aWrongEntryDoesNotTakeTheOthersAlong() {
    SettingsFile.Result result =
        read(
            """
            emulators:
              redis: {engine: dokcer, ports: {redis: 99999}}
              postgresql: {}
            slo:
              - {name: a, objective: 120}
              - {name: b, objective: 99 %, within: soon}
            """);

    assertThat(result.problems()).hasSize(4);
    assertThat(result.settings().emulators()).containsOnlyKeys("redis", "postgresql");
    assertThat(result.settings().slos()).extracting(s -> s.name()).containsExactly("b");
  }

  @Test
  void refusesExpiredAndOverLongWaiversAndThoseWithoutAnOwner() {
    String waiver = "waivers:\n  - {check: PRE-RATE, reason: r, owner: o, expires: %s}\n";

    assertThat(onlyProblem(waiver.formatted("2026-11-21"))).contains("expired on 2026-11-21");
    assertThat(onlyProblem(waiver.formatted("2027-02-21")))
        .contains("91 days")
        .contains("2027-02-20");
    assertThat(onlyProblem(waiver.formatted("soon"))).contains("is no date");
    assertThat(onlyProblem(waiver.formatted("2027-01-01").replace(", owner: o", "")))
        .contains("needs owner");
    assertThat(read(waiver.formatted("2027-02-20")).problems()).isEmpty();
    assertThat(read(waiver.formatted("2026-11-22")).settings().waivers()).hasSize(1);
  }

  @Test
  void anAttestationGrowsOld() {
    String word = "attestations:\n  - {check: PRO-SCOPE, by: mona, on: %s}\n";

    assertThat(onlyProblem(word.formatted("2026-01-01"))).contains("older than 180 days");
    assertThat(onlyProblem(word.formatted("2026-12-01"))).contains("day to come");
  }

  @Test
  void anEmptyFileSaysNothing() {
    assertThat(read("").problems()).isEmpty();
    assertThat(read("# only a comment\n").settings()).isEqualTo(ProjectSettings.none());
  }

  @Test
  void manyAliasesAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d,".formatted(i - 1).repeat(10)).append("]\n");
    }

    assertThat(read(bomb.toString()).readable()).isFalse();
  }

  private static SettingsFile.Result read(String text) {
    return SettingsFile.read(text, FILE, TODAY);
  }

  private static String onlyProblem(String text) {
    SettingsFile.Result result = read(text);
    assertThat(result.problems()).hasSize(1);
    return result.problems().getFirst().reason();
  }

  @Test
  void allowsSecretsByFingerprintAndWithAReason() {
    SettingsFile.Result result =
        read(
            """
            secrets:
              allow:
                - {fingerprint: 02deacb5ab79f6e3, reason: ended in May}
                - {fingerprint: MySecret, reason: it is fine}
                - {fingerprint: 02deacb5ab79f6e4}
            """);

    assertThat(result.settings().allowedSecrets())
        .singleElement()
        .satisfies(each -> assertThat(each.fingerprint()).isEqualTo("02deacb5ab79f6e3"));
    assertThat(result.problems()).hasSize(2);
  }
}
