package dev.dragoncode.io.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.SearchPath;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.service.ReadinessService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Charts are judged as Helm renders them; a small program of its name prints what it printed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is a shell script")
class InstalledHelmTest {

  private static final String CHECK = "OPS-RES";

  /** As Helm 4 renders the template below. */
  private static final String RENDERED =
      """
      ---
      # Source: the-shop/templates/deployment.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: release-shop
      spec:
        template:
          spec:
            containers:
              - name: shop
                image: "shop:1.0.0"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeChart() throws IOException {
    write("project/Chart.yaml", "apiVersion: v2\nname: the-shop\nversion: 1.0.0\n");
    write(
        "project/templates/deployment.yaml",
        """
        {{- if .Values.enabled }}
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ .Release.Name }}-shop
        {{- end }}
        """);
  }

  @Test
  void aRenderedWorkloadIsJudgedAtItsTemplate() throws Exception {
    helm("[ \"$1\" = template ] || exit 2\ncat '" + write("rendered", RENDERED) + "'");
    Finding finding = judge(true);
    assertThat(finding.status()).isEqualTo(Status.FAIL);
    assertThat(finding.evidence().getFirst().file()).isEqualTo("templates/deployment.yaml");
    assertThat(finding.evidence().getFirst().line()).isEqualTo(3);
  }

  @Test
  void helmIsNotStartedOverAFolderThatIsNotTrusted() throws Exception {
    helm("touch '" + folder.resolve("started") + "'");
    Finding finding = judge(false);
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.summary()).contains("in folders only that you trust");
    assertThat(folder.resolve("started")).doesNotExist();
  }

  @Test
  void whatHelmRefusesIsTold() throws Exception {
    helm("echo 'Error: values do not meet the schema' >&2; exit 1");
    assertThat(judge(true).summary()).contains("Error: values do not meet the schema");
  }

  @Test
  void withoutHelmTheChartStaysUnread() throws Exception {
    Finding finding = judge(true);
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.summary()).contains("no Helm on the PATH");
  }

  private Finding judge(boolean trusted) throws InterruptedException {
    SearchPath path = new SearchPath(folder.resolve("bin").toString());
    try (ReadinessService service =
        new ReadinessService(
            folder.resolve("project"),
            Checks::evaluator,
            List.of(),
            Clock.systemUTC(),
            Optional.empty(),
            new InstalledHelm(new ProcessRunner(), path, () -> trusted))) {
      return service.once().report().orElseThrow().findings().stream()
          .filter(each -> each.check().id().equals(CHECK))
          .findFirst()
          .orElseThrow();
    }
  }

  private void helm(String script) throws IOException {
    Path program = write("bin/helm", "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
