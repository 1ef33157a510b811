package dev.dragoncode.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.Project;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class ReportFormatTest {

  private static final Project PROJECT =
      new Project(Path.of("/shop"), "shop <api>", List.of(), Optional.of("main"), Optional.empty());

  @TempDir Path temporary;

  @Test
  void sarifNamesTheLineOfEachGap() throws Exception {
    JsonNode run =
        new ObjectMapper()
            .readTree(ReportFormat.SARIF.render(PROJECT, report(Status.FAIL)))
            .at("/runs/0");

    assertThat(run.at("/tool/driver/rules/0/id").asText()).isEqualTo("PRE-LOCK");
    JsonNode result = run.at("/results/0");
    assertThat(result.at("/level").asText()).isEqualTo("error");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("my%20app/pom.xml");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(7);
  }

  @Test
  void sarifLeavesOutWhatIsNoGap() throws Exception {
    String text = ReportFormat.SARIF.render(PROJECT, report(Status.PASS));

    assertThat(new ObjectMapper().readTree(text).at("/runs/0/results")).isEmpty();
  }

  @Test
  void junitHoldsAGapAsAFailedCase() throws Exception {
    Document document = parse(ReportFormat.JUNIT.render(PROJECT, report(Status.FAIL)));

    assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
        .contains("my app/pom.xml:7");
    assertThat(document.getDocumentElement().getAttribute("name")).isEqualTo("shop <api>");
  }

  @Test
  void pagesEscapeWhatAProjectIsCalled() {
    assertThat(ReportFormat.HTML.render(PROJECT, report(Status.FAIL)))
        .contains("shop &lt;api&gt;")
        .doesNotContain("shop <api>");
    assertThat(ReportFormat.MARKDOWN.render(PROJECT, report(Status.FAIL)))
        .contains("shop \\<api\\>");
  }

  @ParameterizedTest
  @EnumSource(value = ReportFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "BADGE")
  void everyFormTellsTheCheckAndWhatWasSeen(ReportFormat format) {
    assertThat(format.render(PROJECT, report(Status.FAIL)))
        .contains("PRE-LOCK")
        .contains("no lock file");
  }

  @Test
  void aBadgeTellsTheLevelAndHowMuchIsDecided() throws Exception {
    String badge = ReportFormat.BADGE.render(PROJECT, report(Status.FAIL));

    assertThat(parse(badge).getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(badge).contains("no level yet · 0 % of 100 % decided").contains("#b3232d");
    assertThat(ReportFormat.BADGE.render(PROJECT, report(Status.PASS)))
        .contains("Critical production · 100 % of 100 % decided");
  }

  @Test
  void onlyGapsThatTheBaselineLacksAreNew() throws Exception {
    Path file = temporary.resolve("baseline.json");
    Files.writeString(file, ReportFormat.JSON.render(PROJECT, report(Status.FAIL)));
    assertThat(Baseline.read(file).fresh(report(Status.FAIL))).isEmpty();

    Files.writeString(file, ReportFormat.JSON.render(PROJECT, report(Status.PASS)));
    assertThat(Baseline.read(file).fresh(report(Status.FAIL)))
        .extracting(f -> f.check().id())
        .containsExactly("PRE-LOCK");
  }

  @Test
  void aFileThatIsNoReportIsNoBaseline() throws Exception {
    Path file = Files.writeString(temporary.resolve("baseline.json"), "{]");

    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no baseline");
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static ReadinessReport report(Status status) {
    CheckSpec check =
        new CheckSpec(
            "PRE-LOCK", Phase.HARDEN, "Locked", Weight.HIGH, Level.C, "Because.", "Lock it.");
    List<Finding> findings =
        List.of(
            new Finding(
                check,
                status,
                "no lock file",
                List.of(new Evidence("my app/pom.xml", 7, "<version>[1,)</version>")),
                Optional.empty()));
    return new ReadinessReport(
        findings, Checklist.of(findings), 3, Instant.EPOCH, Duration.ZERO, List.of());
  }
}
