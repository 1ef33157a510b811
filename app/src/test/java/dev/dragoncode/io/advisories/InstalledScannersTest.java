package dev.dragoncode.io.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.SearchPath;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.readiness.advisories.Severity;
import dev.dragoncode.readiness.advisories.Vulnerability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Reads what scanners document that they print; small programs of their names print it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class InstalledScannersTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path folder;

  private List<InstalledScanners.Answer> ask(boolean offline) throws InterruptedException {
    Path project = folder.resolve("my shop");
    return new InstalledScanners(
            new ProcessRunner(),
            new SearchPath("/not there:" + folder.resolve("bin")),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .ask(project, offline);
  }

  /** A program that keeps its arguments and writes a report to the file that they name. */
  private void program(String name, String script, String report) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("report"), report);
    Path file = bin.resolve(name);
    Files.writeString(
        file,
        """
        #!/bin/sh
        if [ "$1" = version ]; then echo '{"VulnerabilityDB": {"UpdatedAt": "2026-11-27T06:00:00Z"}}'; exit 0; fi
        printf '%%s\\n' "$@" > '%1$s/arguments'
        while [ "$1" != --output ]; do shift; done
        cat '%1$s/report' > "$2"
        %2$s
        """
            .formatted(folder, script));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void readsTheReportOfOsvScannerWhoseExitCodeOneIsAFinding() throws Exception {
    program(
        "osv-scanner",
        "exit 1",
        """
        {"results": [{"source": {"path": "%s/my shop/web/package-lock.json", "type": "lockfile"},
          "packages": [
           {"package": {"name": "lodash", "version": "4.17.20", "ecosystem": "npm"},
            "dependency_groups": ["dev"],
            "vulnerabilities": [{"id": "GHSA-35jh-r3h4-6jhm", "aliases": ["CVE-2021-23337"],
              "summary": "Runs commands", "database_specific": {"severity": "HIGH"},
              "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]}],
            "groups": [{"ids": ["GHSA-35jh-r3h4-6jhm"], "max_severity": "7.2"}]},
           {"package": {"name": "serde", "version": "1.0.0", "ecosystem": "crates.io"},
            "vulnerabilities": [{"id": "RUSTSEC-1"}]}]}]}
        """
            .formatted(folder));

    InstalledScanners.Answer answer = ask(false).getFirst();

    assertThat(answer.failure()).isEmpty();
    assertThat(answer.asOf()).contains(NOW);
    Vulnerability only = answer.found().getFirst();
    assertThat(answer.found()).hasSize(1);
    assertThat(only.file()).isEqualTo("web/package-lock.json");
    assertThat(only.severity()).isEqualTo(Severity.HIGH);
    assertThat(only.fixed()).contains("4.17.21");
    assertThat(only.concerned().use()).isEqualTo(Use.DEVELOPMENT);
    assertThat(Files.readAllLines(folder.resolve("arguments")))
        .contains("--format", "json", "-r", folder.resolve("my shop").toString());
  }

  @Test
  void readsTheReportOfTrivyAndOfWhenItsDataIs() throws Exception {
    program(
        "trivy",
        "exit 0",
        """
        {"SchemaVersion": 2, "Results": [
          {"Target": "requirements.txt", "Class": "lang-pkgs", "Type": "pip", "Vulnerabilities": [
            {"VulnerabilityID": "CVE-2023-1", "PkgName": "django", "InstalledVersion": "3.2.0",
             "FixedVersion": "3.2.18, 4.0.10", "Severity": "CRITICAL", "Title": "It breaks"}]},
          {"Target": "Cargo.lock", "Type": "cargo", "Vulnerabilities": [{"VulnerabilityID": "CVE-2"}]},
          {"Target": "go.mod", "Type": "gomod"}]}
        """);

    InstalledScanners.Answer answer = ask(true).getFirst();

    assertThat(answer.asOf()).contains(Instant.parse("2026-11-27T06:00:00Z"));
    assertThat(answer.found())
        .singleElement()
        .satisfies(v -> {
          assertThat(v.id()).isEqualTo("CVE-2023-1");
          assertThat(v.fixed()).contains("3.2.18");
          assertThat(v.severity()).isEqualTo(Severity.CRITICAL);
        });
    assertThat(Files.readAllLines(folder.resolve("arguments")))
        .contains("--offline-scan", "--skip-db-update");
  }

  @Test
  void aScannerThatFailsSaysWhy() throws Exception {
    program("osv-scanner", "echo 'no such ecosystem' >&2; exit 127", "{}");

    assertThat(ask(false).getFirst().failure()).contains("127", "no such ecosystem");
    assertThat(ask(false).getFirst().found()).isEmpty();
  }

  @Test
  void aReportThatIsNoJsonIsAFailureToo() throws Exception {
    program("osv-scanner", "exit 0", "<html>");

    assertThat(ask(false).getFirst().failure()).isNotEmpty();
  }

  @Test
  void withoutScannersNobodyIsAsked() throws Exception {
    assertThat(ask(false)).isEmpty();
  }

  @Test
  void osvScannerIsNotAskedOffline() throws Exception {
    program("osv-scanner", "exit 0", "{}");

    assertThat(ask(true)).isEmpty();
  }
}
