package dev.dragoncode.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Project project =
      new Project(
          Path.of("/code/shop"),
          "shop",
          List.of(new Stack(Stack.BuildTool.MAVEN, "", Optional.of("Spring Boot"))),
          Optional.of("main"),
          Optional.empty());

  @Test
  void textShowsSignsEvidenceScoreAndWhatBlocks() {
    String text = ReportText.render(project, report(), false);

    assertThat(text)
        .doesNotContain("\u001B")
        .contains("shop  Spring Boot · main")
        .contains("Harden  1 of 2")
        .contains("  ✓ PRE-LOCK     Locked\n")
        .contains("  ✗ PRE-RATE     Limited\n")
        .contains("src/A.java:7  app.use()")
        .contains("→ Mend it.")
        .contains("  ? OPS-OWNER    Owned\n")
        .contains("Score 57 %, coverage 66 %  (1 pass, 1 gap, 3 apply; 4,812 files in 0.20 s)")
        .contains("Level none yet")
        .contains("Staging is closed by PRE-RATE, OPS-OWNER");
    assertThat(ReportText.render(project, report(), true)).contains("\u001B[31m✗");
  }

  @Test
  void jsonHoldsWhatItsSchemaAsksFor() throws IOException {
    JsonNode json = JSON.readTree(ReportJson.render(project, report()));
    JsonNode schema = schema();

    assertThat(names(json)).isEqualTo(required(schema));
    assertThat(names(json.get("checks").get(0)))
        .isEqualTo(required(schema.at("/properties/checks/items")));
    JsonNode evidence = json.at("/checks/1/evidence/0");
    assertThat(names(evidence))
        .isEqualTo(required(schema.at("/properties/checks/items/properties/evidence/items")));
    assertThat(evidence.get("line").asInt()).isEqualTo(7);
    assertThat(json.get("score").asInt()).isEqualTo(57);
    assertThat(json.get("level").isNull()).isTrue();
    assertThat(json.at("/stacks/0/tool").asText()).isEqualTo("maven");
    assertThat(json.at("/checks/0/proof").isNull()).isTrue();
    for (Status status : Status.values()) {
      assertThat(schema.at("/properties/checks/items/properties/status/enum").toString())
          .contains("\"" + status.word() + "\"");
    }
    for (Phase phase : Phase.values()) {
      assertThat(schema.at("/properties/checks/items/properties/phase/enum").toString())
          .contains("\"" + phase.title() + "\"");
    }
  }

  private static ReadinessReport report() {
    return new ReadinessReport(
        List.of(
            finding("PRE-LOCK", Phase.HARDEN, "Locked", Weight.CRITICAL, Status.PASS),
            finding("PRE-RATE", Phase.HARDEN, "Limited", Weight.HIGH, Status.FAIL),
            finding("OPS-OWNER", Phase.OPERATE, "Owned", Weight.LOW, Status.UNKNOWN),
            finding("DEV-EMU", Phase.TEAM, "Emulated", Weight.LOW, Status.NA)),
        List.of(),
        4_812,
        Instant.EPOCH,
        Duration.ofMillis(200),
        List.of());
  }

  private static Finding finding(
      String id, Phase phase, String title, Weight weight, Status status) {
    return new Finding(
        new CheckSpec(id, phase, title, weight, Level.C, "Why.", "Mend it."),
        status,
        "seen",
        List.of(new Evidence("src/A.java", 7, "app.use()")),
        Optional.empty());
  }

  private static JsonNode schema() throws IOException {
    try (InputStream in = ReportJson.class.getResourceAsStream("report.schema.json")) {
      return JSON.readTree(in);
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> required(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.get("required").forEach(each -> names.add(each.asText()));
    return names;
  }
}
