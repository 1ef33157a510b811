package dev.dragoncode.readiness.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.git.CommittedSecrets;
import dev.dragoncode.io.maven.LocalMavenGraphs;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.project.Charts;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.secrets.MadeSecrets;
import dev.dragoncode.project.secrets.SecretHistory;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.readiness.Proof.Outcome;
import dev.dragoncode.service.ProjectMemory;
import dev.dragoncode.service.ProofBook;
import dev.dragoncode.service.ProofLog;
import dev.dragoncode.service.ReadFolder;
import dev.dragoncode.service.ReadinessService;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.service.VerdictLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each check judges its fixture folders. A folder is named after the verdict that it must get, such
 * as {@code pass-maven}, with {@code trap-} in front where a naive check would be fooled. In a
 * fixture a name that begins with an underscore stands for one that begins with a dot, and {@code
 * _tracked} lists the files that git tracks, and {@code _before} has files that a commit brought
 * and the next one took away. {@code _proof} is what a run has shown: its outcome, its summary, and
 * files that were changed since.
 */
class ChecksTest {

  private static final Path FIXTURES =
      Path.of("src/test/resources/dev/dragoncode/readiness").toAbsolutePath();
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static final Outside KNOWN =
      new Outside(
          RecordedAdvisories.of("advisories", Ecosystem.values()),
          new LocalMavenGraphs(
              Optional.of(Path.of("src/test/resources/dev/dragoncode/maven-repository"))),
          new CommittedSecrets(Duration.ofSeconds(20), SecretHistory.Memory.ofProcess()));

  private static final Set<String> OUTSIDE = Set.of("PRE-VULN", "PRE-SECRETS");

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> fixtures() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path check : children(FIXTURES)) {
      for (Path fixture : children(check)) {
        String id = check.getFileName().toString();
        String name = fixture.getFileName().toString();
        tests.add(DynamicTest.dynamicTest(id + " " + name, () -> judges(id, name, fixture)));
      }
    }
    return tests.stream();
  }

  private void judges(String id, String name, Path fixture) throws Exception {
    String expected = name.replaceFirst("^trap-", "").replaceFirst("-.*$", "");
    Path folder = copy(fixture, Files.createDirectories(temporary.resolve(id + "-" + name)));

    Finding finding =
        check(folder, outside(id, name)).report().orElseThrow().findings().stream()
            .filter(f -> f.check().id().equals(id))
            .findFirst()
            .orElseThrow();

    assertThat(finding.status().word()).as(finding.summary()).isEqualTo(expected);
    assertThat(finding.summary()).isNotBlank();
    for (Evidence each : finding.evidence()) {
      assertThat(folder.resolve(each.file())).exists();
      if (each.line() > 0) {
        assertThat(Files.readAllLines(folder.resolve(each.file())))
            .hasSizeGreaterThanOrEqualTo(each.line());
      }
    }
  }

  private static Outside outside(String id, String fixture) {
    return OUTSIDE.contains(id) && !fixture.endsWith("no-advisories") ? KNOWN : Outside.none();
  }

  @Test
  void everyCheckHasAPassingAFailingAndATrapFixture() throws IOException {
    for (Check check : Checks.all()) {
      List<String> cases =
          children(FIXTURES.resolve(check.spec().id())).stream()
              .map(path -> path.getFileName().toString())
              .toList();
      assertThat(cases).as(check.spec().id()).anyMatch(name -> name.startsWith("pass"));
      assertThat(cases).as(check.spec().id()).anyMatch(name -> name.startsWith("fail"));
      assertThat(cases).as(check.spec().id()).anyMatch(name -> name.startsWith("trap-"));
    }
  }

  @Test
  void everyPhaseHasAtLeastTwoChecksAndEachSaysWhyAndHow() {
    assertThat(Checks.all().stream().collect(Collectors.groupingBy(c -> c.spec().phase())))
        .hasSize(Phase.values().length)
        .allSatisfy((phase, checks) -> assertThat(checks).hasSizeGreaterThanOrEqualTo(2));
    assertThat(Checks.all())
        .allSatisfy(check -> {
          assertThat(check.spec().why()).endsWith(".");
          assertThat(check.spec().remedy()).endsWith(".");
          assertThat(check.spec().id()).isEqualTo(check.spec().id().toUpperCase(Locale.ROOT));
        });
  }

  @Test
  void anEmptyFolderIsNeverAnError() throws Exception {
    assertThat(check(temporary, KNOWN).report().orElseThrow().findings())
        .hasSameSizeAs(Checks.all())
        .noneMatch(f -> f.status().word().equals("error"));
  }

  private static ReadinessSnapshot check(Path folder, Outside outside)
      throws IOException, InterruptedException {
    ReadinessService.CheckSet checks = (clock, pool) -> Checks.evaluator(clock, pool, outside);
    Path proof = folder.resolve(".proof");
    if (!Files.exists(proof)) {
      try (ReadinessService service = new ReadinessService(folder, checks, List.of(), TODAY)) {
        return service.once();
      }
    }
    try (UserDatabase database = new UserDatabase(folder.resolveSibling(folder + ".db"))) {
      ProofLog log = new ProofLog(database);
      List<String> lines = Files.readAllLines(proof);
      log.keep(folder, proof(folder, Outcome.valueOf(lines.getFirst()), lines.get(1)));
      for (String changed : lines.subList(2, lines.size())) {
        Files.writeString(folder.resolve(changed), "\n", StandardOpenOption.APPEND);
      }
      ProjectMemory memory =
          new ProjectMemory(
              folder,
              new ProofBook(folder, () -> log, TODAY),
              () -> new VerdictLog(database),
              Checks.rules());
      try (ReadinessService service =
          new ReadinessService(
              folder, checks, List.of(), TODAY, Optional.of(memory), Charts.none())) {
        return service.once();
      }
    }
  }

  private static Proof proof(Path folder, Outcome outcome, String summary) {
    TreeHash.State state = new TreeHash().state(ReadFolder.of(folder, TODAY).index());
    return new Proof(
        "VAL-PASS",
        Proof.Kind.TESTS,
        outcome,
        summary,
        List.of(),
        TODAY.instant(),
        state.stamps(),
        state.contents());
  }

  private static Path copy(Path fixture, Path to) throws IOException, GitAPIException {
    try (Stream<Path> files = Files.walk(fixture)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to;
        for (Path part : fixture.relativize(file)) {
          String name = part.toString();
          boolean hidden = name.startsWith("_") && !name.startsWith("__");
          target = target.resolve(hidden ? "." + name.substring(1) : name);
        }
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
        if (file.toString().contains("PRE-SECRETS")) {
          Files.writeString(target, MadeSecrets.in(Files.readString(target)));
        }
      }
    }
    Path tracked = to.resolve(".tracked");
    if (Files.exists(tracked)) {
      try (Git git = Git.init().setDirectory(to.toFile()).call()) {
        for (String path : Files.readAllLines(tracked)) {
          git.add().addFilepattern(path).call();
        }
      }
    }
    if (Files.exists(to.resolve(".before"))) {
      commitBefore(to);
    }
    return to;
  }

  private static void commitBefore(Path to) throws IOException, GitAPIException {
    List<Path> gone = new ArrayList<>();
    try (Stream<Path> files = Files.list(to.resolve(".before"))) {
      for (Path file : files.toList()) {
        gone.add(Files.move(file, to.resolve(file.getFileName())));
      }
    }
    Files.delete(to.resolve(".before"));
    try (Git git = Git.init().setDirectory(to.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage("Before").setAuthor("a", "a@example.org").setSign(false).call();
      for (Path file : gone) {
        git.rm().addFilepattern(file.getFileName().toString()).call();
      }
      git.commit().setMessage("After").setAuthor("a", "a@example.org").setSign(false).call();
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }
}
