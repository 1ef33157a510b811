package dev.dragoncode.readiness.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.project.locks.Ecosystem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which versions an advisory concerns, by the rules of OSV's schema. */
class AdvisoryMatchTest {

  private static Advisory advisory(Ecosystem ecosystem, String affected) throws Exception {
    return record(ecosystem, affected, "").affected().getFirst().advisory();
  }

  private static OsvRecord record(Ecosystem ecosystem, String affected, String more)
      throws JsonProcessingException {
    String text =
        """
        {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-01-01T00:00:00Z" %s,
         "affected": [{"package": {"ecosystem": "%s", "name": "a:b"}, %s}]}
        """
            .formatted(more, ecosystem.word(), affected);
    return OsvRecord.of(new ObjectMapper().readTree(text)).orElseThrow();
  }

  private static String range(String type, String... events) {
    StringBuilder out =
        new StringBuilder("\"ranges\": [{\"type\": \"" + type + "\", \"events\": [");
    for (int i = 0; i < events.length; i++) {
      String[] each = events[i].split(" ", -1);
      out.append(i > 0 ? ", " : "").append("{\"%s\": \"%s\"}".formatted(each[0], each[1]));
    }
    return out + "]}]";
  }

  @Test
  void aRangeEndsBeforeItsFix() throws Exception {
    Advisory each = advisory(Ecosystem.NPM, range("SEMVER", "introduced 0", "fixed 4.17.21"));

    assertThat(each.affects(Ecosystem.NPM, "4.17.20")).isTrue();
    assertThat(each.affects(Ecosystem.NPM, "4.17.21-rc.1")).isTrue();
    assertThat(each.affects(Ecosystem.NPM, "4.17.21")).isFalse();
    assertThat(each.affects(Ecosystem.NPM, "10.0.0")).isFalse();
  }

  @Test
  void theLastAffectedVersionIsAffected() throws Exception {
    Advisory each = advisory(Ecosystem.GO, range("SEMVER", "introduced 0", "last_affected 1.8.7"));

    assertThat(each.affects(Ecosystem.GO, "v1.8.7")).isTrue();
    assertThat(each.affects(Ecosystem.GO, "v1.8.8-0.20210101000000-abcdefabcdef")).isFalse();
  }

  @Test
  void severalIntervalsStandInOneRangeInAnyOrder() throws Exception {
    Advisory each =
        advisory(
            Ecosystem.MAVEN,
            range(
                "ECOSYSTEM",
                "introduced 2.13.0",
                "fixed 2.3.1",
                "introduced 0",
                "fixed 2.15.0",
                "introduced 2.4",
                "fixed 2.12.2"));

    assertThat(List.of("2.0", "2.3", "2.4", "2.12.1", "2.13.0-rc1", "2.14.1"))
        .filteredOn(v -> each.affects(Ecosystem.MAVEN, v))
        .containsExactly("2.0", "2.3", "2.4", "2.12.1", "2.14.1");
    assertThat(List.of("2.3.1", "2.12.2", "2.12.4", "2.15.0", "2.17.1"))
        .noneMatch(v -> each.affects(Ecosystem.MAVEN, v));
    assertThat(Advisory.fix(List.of(each), Ecosystem.MAVEN, "2.11.0")).contains("2.12.2");
    assertThat(Advisory.fix(List.of(each), Ecosystem.MAVEN, "2.14.1")).contains("2.15.0");
  }

  @Test
  void nothingAtOrAboveALimitIsAffected() throws Exception {
    Advisory each = advisory(Ecosystem.NPM, range("SEMVER", "introduced 1.0.0", "limit 2.0.0"));

    assertThat(each.affects(Ecosystem.NPM, "1.9.9")).isTrue();
    assertThat(each.affects(Ecosystem.NPM, "2.0.0")).isFalse();
  }

  @Test
  void versionsThatAreListedByNameAreAffectedBesideAllRanges() throws Exception {
    Advisory each =
        advisory(
            Ecosystem.PYPI,
            "\"versions\": [\"1.0.0\"], " + range("ECOSYSTEM", "introduced 2", "fixed 2.1"));

    assertThat(each.affects(Ecosystem.PYPI, "1.0")).isTrue();
    assertThat(each.affects(Ecosystem.PYPI, "1.0.1")).isFalse();
    assertThat(each.affects(Ecosystem.PYPI, "2.0.5")).isTrue();
  }

  @Test
  void commitsSayNothingOfVersions() throws Exception {
    Advisory each = advisory(Ecosystem.NPM, range("GIT", "introduced 0"));

    assertThat(each.affects(Ecosystem.NPM, "1.0.0")).isFalse();
  }

  @Test
  void githubsLastKnownRangeEndsARangeThatNoReleaseMends() throws Exception {
    Advisory each =
        advisory(
            Ecosystem.MAVEN,
            range("ECOSYSTEM", "introduced 1.0")
                + ", \"database_specific\": {\"last_known_affected_version_range\": \"< 1.9\"}");

    assertThat(each.affects(Ecosystem.MAVEN, "1.8")).isTrue();
    assertThat(each.affects(Ecosystem.MAVEN, "1.9")).isFalse();
    assertThat(Advisory.fix(List.of(each), Ecosystem.MAVEN, "1.8")).isEmpty();
  }

  @Test
  void theFixIsTheFirstVersionThatNoOtherAdvisoryConcerns() throws Exception {
    Advisory first = advisory(Ecosystem.NPM, range("SEMVER", "introduced 0", "fixed 1.2.0"));
    Advisory second = advisory(Ecosystem.NPM, range("SEMVER", "introduced 1.1.0", "fixed 1.3.0"));

    assertThat(Advisory.fix(List.of(first, second), Ecosystem.NPM, "1.0.0")).contains("1.3.0");
  }

  @Test
  void severityIsWhatReviewersSayThenWhatTheVectorGives() throws Exception {
    String vector =
        ", \"severity\": [{\"type\": \"CVSS_V3\","
            + " \"score\": \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H\"}]";
    String none = range("SEMVER", "introduced 0");

    assertThat(severity(vector, none)).isEqualTo(Severity.HIGH);
    assertThat(severity(vector + ", \"database_specific\": {\"severity\": \"MODERATE\"}", none))
        .isEqualTo(Severity.MODERATE);
    assertThat(severity("", none)).isEqualTo(Severity.UNKNOWN);
  }

  private static Severity severity(String more, String affected) throws Exception {
    return record(Ecosystem.NPM, affected, more).affected().getFirst().advisory().severity();
  }

  @Test
  void aWithdrawnOrDisputedRecordSaysSo() throws Exception {
    String all = range("SEMVER", "introduced 0");

    assertThat(record(Ecosystem.NPM, all, ", \"withdrawn\": \"2026-01-02T00:00:00Z\"").withdrawn())
        .isTrue();
    assertThat(
            record(Ecosystem.NPM, all, ", \"details\": \"** DISPUTED ** It is by design.\"")
                .affected()
                .getFirst()
                .advisory()
                .disputed())
        .isTrue();
  }

  @Test
  void goSaysWhichPackagesOfAModuleItIsAbout() throws Exception {
    Advisory each =
        advisory(
            Ecosystem.GO,
            range("SEMVER", "introduced 0")
                + ", \"ecosystem_specific\": {\"imports\": [{\"path\": \"a/b/openpgp\"}]}");

    assertThat(each.parts()).containsExactly("a/b/openpgp");
  }

  @Test
  void whatIsNoRecordIsNone() throws Exception {
    ObjectMapper json = new ObjectMapper();

    assertThat(OsvRecord.of(json.readTree("[1, 2]"))).isEqualTo(Optional.empty());
    assertThat(OsvRecord.of(json.readTree("{\"id\": \"../../etc/passwd\"}"))).isEmpty();
    assertThat(OsvRecord.of(json.readTree("{\"id\": \"X-1\", \"affected\": 7}"))).isPresent();
  }
}
