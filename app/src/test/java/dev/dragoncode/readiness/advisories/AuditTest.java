package dev.dragoncode.readiness.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.MavenGraphs;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.advisories.Advisory.Event;
import dev.dragoncode.readiness.advisories.Advisory.Kind;
import dev.dragoncode.readiness.advisories.Advisory.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an audit comes to, and its bill of materials. */
class AuditTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final List<Advisory> advisories = new ArrayList<>();
  private Instant asOf = NOW;
  private final FolderFixture folder =
      new FolderFixture()
          .with("package.json", "{\"name\": \"shop\", \"dependencies\": {\"@s/a\": \"^1.0.0\"}}")
          .with(
              "package-lock.json",
              """
              {"lockfileVersion": 3, "packages": {
               "": {"dependencies": {"@s/a": "^1.0.0"}, "devDependencies": {"t": "1"}},
               "node_modules/@s/a": {"version": "1.0.0", "dependencies": {"b": "1"}},
               "node_modules/b": {"version": "1.2.0"},
               "node_modules/t": {"version": "1.0.0"}}}
              """);

  private final AdvisorySource source =
      new AdvisorySource() {
        @Override
        public Optional<Instant> asOf(Ecosystem ecosystem) {
          return Optional.of(asOf);
        }

        @Override
        public List<Advisory> of(Ecosystem ecosystem, String name) {
          return name.equals("b") ? advisories : List.of();
        }
      };

  private void advisory(String id, Severity severity, String fixed, String... aliases) {
    advisories.add(
        new Advisory(
            id,
            List.of(aliases),
            "It " + id,
            severity,
            OptionalDouble.empty(),
            false,
            List.of(
                new Range(List.of(new Event(Kind.INTRODUCED, "0"), new Event(Kind.FIXED, fixed)))),
            List.of()));
  }

  private Audit audit() {
    ProjectView view = folder.view();
    return Audit.of(
        Audit.graphs(view, MavenGraphs.none()),
        source,
        IgnoredVulns.of(view, LocalDate.of(2026, 11, 28)));
  }

  private Verdict verdict() {
    return AuditVerdict.of(audit(), folder.view(), NOW);
  }

  @Test
  void severalRecordsOfOneVulnerabilityCountOnceUnderGithubsName() {
    advisory("CVE-2026-1", Severity.UNKNOWN, "1.3.0");
    advisory("GHSA-1", Severity.HIGH, "1.3.0", "CVE-2026-1");
    advisory("OTHER-1", Severity.LOW, "1.3.0", "CVE-2026-1");

    Vulnerability only = audit().vulnerabilities().getFirst();

    assertThat(audit().vulnerabilities()).hasSize(1);
    assertThat(only.id()).isEqualTo("GHSA-1");
    assertThat(only.aliases()).containsExactlyInAnyOrder("CVE-2026-1", "OTHER-1");
    assertThat(only.severity()).isEqualTo(Severity.HIGH);
    assertThat(only.fixed()).contains("1.3.0");
    assertThat(only.bump().orElseThrow().path()).containsExactly("@s/a@1.0.0", "b@1.2.0");
  }

  @Test
  void aGraveOneFailsWithTheLineOfItsPackage() {
    advisory("GHSA-1", Severity.HIGH, "1.3.0");

    assertThat(verdict().status()).isEqualTo(Status.FAIL);
    assertThat(verdict().summary()).contains("b@1.2.0", "GHSA-1", "1.3.0", "2026-11-28");
    assertThat(verdict().evidence().getFirst().line()).isEqualTo(4);
  }

  @Test
  void withoutASeverityNobodyKnows() {
    advisory("GO-1", Severity.UNKNOWN, "1.3.0");

    assertThat(verdict().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whatIsMendedOrLesserPassesWithTheDataOfThisWeek() {
    advisory("GHSA-1", Severity.HIGH, "1.1.0");
    advisory("GHSA-2", Severity.LOW, "1.3.0");

    assertThat(verdict().status()).isEqualTo(Status.PASS);
    assertThat(verdict().proof()).isPresent();
  }

  @Test
  void oldDataPassesNothingButStillFails() {
    asOf = Instant.parse("2026-11-20T12:00:00Z");

    assertThat(verdict().status()).isEqualTo(Status.STALE);
    assertThat(verdict().summary()).contains("2026-11-20");

    advisory("GHSA-1", Severity.CRITICAL, "1.3.0");

    assertThat(verdict().status()).isEqualTo(Status.FAIL);
  }

  @Test
  void whatAScannerFoundCountsOnceAndStandsInForMissingData() {
    advisory("GHSA-1", Severity.HIGH, "1.3.0", "CVE-2026-1");
    Vulnerability own = audit().vulnerabilities().getFirst();
    Vulnerability same = scanned(own, "CVE-2026-1");
    Vulnerability other = scanned(own, "CVE-2026-2");

    Audit both = audit().with(List.of(same, other), Optional.of(NOW), IgnoredVulns.none());

    assertThat(both.vulnerabilities())
        .extracting(Vulnerability::id)
        .containsExactly("CVE-2026-2", "GHSA-1");
    assertThat(both.vulnerabilities().getFirst().line()).isEqualTo(4);
    assertThat(both.vulnerabilities().getFirst().concerned().path()).hasSize(2);
  }

  private static Vulnerability scanned(Vulnerability like, String id) {
    return new Vulnerability(
        like.concerned(),
        "elsewhere",
        0,
        id,
        List.of(),
        "",
        Severity.HIGH,
        OptionalDouble.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void theBillOfMaterialsNamesEveryPackageAndWhatNeedsIt() throws Exception {
    advisory("GHSA-1", Severity.MODERATE, "1.3.0");

    String text = SbomJson.render("shop", audit(), "1.0", NOW);
    JsonNode sbom = new ObjectMapper().readTree(text);

    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.path("specVersion").asText()).isEqualTo("1.6");
    assertThat(sbom.path("serialNumber").asText())
        .matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(sbom.findValuesAsText("purl"))
        .containsExactly("pkg:npm/%40s/a@1.0.0", "pkg:npm/b@1.2.0", "pkg:npm/t@1.0.0");
    assertThat(sbom.at("/components/2/scope").asText()).isEqualTo("excluded");
    Set<String> refs = new HashSet<>(Set.of("project:shop"));
    sbom.path("components").forEach(c -> assertThat(refs.add(c.path("bom-ref").asText())).isTrue());
    sbom.path("dependencies")
        .forEach(d -> {
          assertThat(refs).contains(d.path("ref").asText());
          d.path("dependsOn").forEach(on -> assertThat(refs).contains(on.asText()));
        });
    assertThat(sbom.at("/vulnerabilities/0/ratings/0/severity").asText()).isEqualTo("medium");
    assertThat(SbomJson.render("shop", audit(), "1.0", NOW)).isEqualTo(text);
  }
}
