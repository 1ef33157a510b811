package dev.dragoncode.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dragoncode.io.git.CommittedSecrets;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.project.secrets.SecretHistory;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.readiness.checks.Outside;
import dev.dragoncode.service.ReadinessService;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Folders that are made to stall a reader, to fill its memory or to lead it elsewhere. All checks
 * end with a verdict of their own, in seconds, and name nothing outside of the folder.
 */
@Timeout(30)
class HostileFolderTest {

  private static final List<String> READ_BY_CHECKS =
      List.of(
          "pom.xml",
          "package.json",
          "package-lock.json",
          "compose.yaml",
          ".github/workflows/ci.yml",
          "k8s/deployment.yaml",
          "README.md",
          "openapi.yaml",
          "src/main/java/shop/Cart.java");

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void makeAProject() throws IOException {
    folder = Files.createDirectories(temporary.resolve("shop")).toRealPath();
    write("package.json", "{\"name\": \"shop\"}");
  }

  @Test
  void linksInACircleAndOutOfTheFolderAreNotFollowed() throws Exception {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.writeString(outside.resolve("CODEOWNERS"), "* @somebody\n");
    Files.writeString(outside.resolve("SECURITY.md"), "Write to us.\n");
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("docs"), outside);
    Files.createSymbolicLink(folder.resolve("a"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("CODEOWNERS"), outside.resolve("CODEOWNERS"));

    ReadinessReport report = check();

    assertThat(report.findings())
        .filteredOn(finding -> finding.check().id().equals("OPS-OWNER"))
        .noneMatch(finding -> finding.status() == Status.PASS);
  }

  @Test
  void filesOfGigabytesAreNotReadWhole() throws Exception {
    for (String path : READ_BY_CHECKS) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(5L << 30);
      }
    }

    check();
  }

  @Test
  void entitiesAndAliasesThatMultiplyAreRefused() throws Exception {
    StringBuilder yaml =
        new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    StringBuilder xml = new StringBuilder("<!DOCTYPE project [<!ENTITY e0 \"lol\">\n");
    for (int i = 1; i < 30; i++) {
      yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "x"));
      xml.append("<!ENTITY e%d \"%s\">\n".formatted(i, ("&e" + (i - 1) + ";").repeat(9)));
    }
    write("compose.yaml", yaml + "services: *a29\n");
    write(".github/workflows/ci.yml", yaml + "jobs: *a29\n");
    write("k8s/deployment.yaml", yaml + "kind: Deployment\nspec: *a29\n");
    write("application.yaml", yaml + "spring: *a29\n");
    write("pom.xml", xml + "]>\n<project><name>&e29;</name></project>\n");

    check();
  }

  @Test
  void anEntityThatNamesAFileOutsideIsNotResolved() throws Exception {
    Path secret = temporary.resolve("secret.txt");
    Files.writeString(secret, "outside-of-the-folder");
    write(
        "pom.xml",
        "<!DOCTYPE project [<!ENTITY f SYSTEM \"%s\">]>\n".formatted(secret.toUri())
            + "<project><modelVersion>4.0.0</modelVersion><artifactId>&f;</artifactId></project>");

    ReadinessReport report = check();

    assertThat(report.toString()).doesNotContain("outside-of-the-folder");
  }

  @Test
  void nestingWithoutEndDoesNotExhaustTheStack() throws Exception {
    int depth = 100_000;
    write("package.json", "{\"scripts\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    write("compose.yaml", "services: " + "[".repeat(depth) + "]".repeat(depth) + "\n");
    write("pom.xml", "<a>".repeat(depth) + "</a>".repeat(depth));
    write(
        "Cart.java", "class Cart { int a = " + "(".repeat(depth) + "1" + ")".repeat(depth) + "; }");
    write("cart.ts", "export const a = " + "(".repeat(depth) + "1" + ")".repeat(depth) + ";\n");
    write("cart.py", "a = " + "[".repeat(depth) + "]".repeat(depth) + "\n");
    write("Dockerfile", "FROM a\n" + "RUN a \\\n".repeat(depth) + "b\n");
    Path deep = folder;
    for (int i = 0; i < 500; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("pom.xml"), "<project/>");

    check();
  }

  @Test
  void bytesThatAreNoTextAreNoError() throws Exception {
    byte[] noText = new byte[4096];
    for (int i = 0; i < noText.length; i++) {
      noText[i] = (byte) (i * 7 | 0x80);
    }
    for (String path : READ_BY_CHECKS) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, noText);
    }
    write("yaml.yaml", "\0\0\0\u0007: \u001b[31m\n");

    check();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "such names cannot be made there")
  void namesThatLookLikeAWayOutStayInside() throws Exception {
    write("..secret/pom.xml", "<project/>");
    write("a\nb/package.json", "{}");
    write("..\\..\\evil.yaml", "kind: Deployment\n");
    write("x".repeat(250) + ".java", "class X {}\n");
    write("<script>.md", "# <script>alert(1)</script>\n");

    ReadinessReport report = check();

    for (Finding finding : report.findings()) {
      for (Evidence evidence : finding.evidence()) {
        assertThat(folder.resolve(evidence.file()).normalize()).startsWith(folder);
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes in folders")
  void aPipeIsNotWaitedFor() throws Exception {
    Files.delete(folder.resolve("package.json"));
    for (String name : List.of("package.json", "compose.yaml", "README.md", "dragoncode.yaml")) {
      assertThat(
              new ProcessRunner()
                  .run(Command.of("mkfifo", folder.resolve(name).toString()), Duration.ofSeconds(5))
                  .exitCode())
          .isZero();
    }

    check();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "rights work another way there")
  void whatMayNotBeReadIsPassedOver() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
    write("closed/pom.xml", "<project/>");
    write("pom.xml", "<project/>");
    Files.setPosixFilePermissions(
        folder.resolve("pom.xml"), PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        folder.resolve("closed"), PosixFilePermissions.fromString("---------"));
    try {
      check();
    } finally {
      Files.setPosixFilePermissions(
          folder.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void filesThatChangeAndVanishWhileTheyAreReadAreNoError() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; !over.get(); i++) {
                try {
                  for (String path : READ_BY_CHECKS) {
                    write(path, "{".repeat(i % 50) + "\n<a>".repeat(i % 30));
                    if (i % 2 == 0) {
                      Files.deleteIfExists(folder.resolve(path));
                    }
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    try {
      for (int i = 0; i < 5; i++) {
        check();
      }
    } finally {
      over.set(true);
      writer.join();
    }
  }

  @Test
  @Timeout(600)
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "makes a million files")
  void aMillionEntriesAreRead() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      Path each = Files.createDirectories(folder.resolve("d" + i));
      for (int j = 0; j < 1_000; j++) {
        Files.createFile(each.resolve("f" + j + ".txt"));
      }
    }

    check();
  }

  /** The report, in which no check has failed by itself. */
  private ReadinessReport check() throws InterruptedException {
    Outside outside =
        Outside.none()
            .with(new CommittedSecrets(Duration.ofSeconds(5), SecretHistory.Memory.ofProcess()));
    try (ReadinessService service =
        new ReadinessService(
            folder,
            (clock, pool) -> Checks.evaluator(clock, pool, outside),
            List.of(),
            Clock.systemUTC())) {
      ReadinessReport report = service.once().report().orElseThrow();
      assertThat(report.findings())
          .hasSameSizeAs(Checks.all())
          .noneMatch(finding -> finding.status() == Status.ERROR);
      return report;
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
