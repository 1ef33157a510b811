package dev.dragoncode.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.service.ReadinessSnapshot.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path temporary;

  private Optional<ReadinessService> service = Optional.empty();

  @AfterEach
  void close() {
    service.ifPresent(ReadinessService::close);
  }

  @Test
  void followsWhatIsSaved() throws Exception {
    Path folder = project();
    open(folder);
    await(s -> live(s) && status(s, "DEV-CONTRIB") == Status.FAIL);

    Files.writeString(
        folder.resolve("CONTRIBUTING.md"),
        "# Contributing\n\nRun the tests before you open a pull request, please.\n");
    await(s -> status(s, "DEV-CONTRIB") == Status.PASS);
    Files.delete(folder.resolve("CONTRIBUTING.md"));
    await(s -> status(s, "DEV-CONTRIB") == Status.FAIL);
    Files.createDirectories(folder.resolve(".github"));
    Files.writeString(folder.resolve(".github/CODEOWNERS"), "* @acme/shop\n");
    ReadinessSnapshot last = await(s -> status(s, "OPS-OWNER") == Status.PASS);

    assertThat(last.project().label()).isEqualTo("Spring Boot");
    assertThat(last.project().branch()).isEmpty();
    assertThat(last.state()).isInstanceOf(State.Live.class);
  }

  @Test
  void aChangedIgnoreRuleChangesTheVerdict() throws Exception {
    Path folder = project();
    Files.writeString(
        folder.resolve("package.json"), "{\"name\":\"a\",\"dependencies\":{\"b\":\"1\"}}");
    Files.writeString(folder.resolve("package-lock.json"), "{}");
    open(folder);
    await(s -> status(s, "PRE-LOCK") == Status.PASS);

    Files.writeString(folder.resolve(".gitignore"), "package-lock.json\n");
    await(s -> status(s, "PRE-LOCK") == Status.FAIL);
    Files.delete(folder.resolve(".gitignore"));
    await(s -> status(s, "PRE-LOCK") == Status.PASS);
  }

  @Test
  void brokenSettingsKeepTheLastGoodOnes() throws Exception {
    Path folder = project();
    Path yaml = folder.resolve(ProjectSettings.FILE);
    Files.writeString(yaml, "goal: {metric: orders, target: 200 a day, until: 2030-01-01}\n");
    open(folder);
    await(s -> status(s, "PRO-SCOPE") == Status.PASS);

    Files.writeString(yaml, "goal: {metric: orders,\n  target 200\n");
    ReadinessSnapshot broken = await(s -> !report(s).settingsProblems().isEmpty());

    assertThat(report(broken).settingsProblems().getFirst().reason()).contains("Line ");
    assertThat(broken.settings().goal()).isPresent();
    assertThat(status(broken, "PRO-SCOPE")).isEqualTo(Status.PASS);

    Files.writeString(yaml, "goal: {metric: orders, target: many, until: 2030-01-01}\n");
    await(s -> report(s).settingsProblems().isEmpty() && status(s, "PRO-SCOPE") == Status.FAIL);
  }

  @Test
  void aFolderThatVanishesIsAProblemUntilItIsBack() throws Exception {
    Path folder = project();
    open(folder);
    await(ReadinessServiceTest::live);

    Path away = Files.move(folder, temporary.resolve("away"));
    ReadinessSnapshot gone = await(s -> s.state() instanceof State.Failed);
    assertThat(((State.Failed) gone.state()).problem().title()).contains("shop");
    assertThat(gone.report()).as("the last verdicts stay in sight").isPresent();

    Files.move(away, folder);
    await(ReadinessServiceTest::live);
  }

  @Test
  void aFolderThatIsNotThereIsAProblem() throws Exception {
    open(temporary.resolve("nowhere"));

    ReadinessSnapshot failed = await(s -> s.state() instanceof State.Failed);

    assertThat(((State.Failed) failed.state()).problem().remedies()).isNotEmpty();
  }

  @Test
  void aFolderInsideARepositoryIsReadWithTheRepositorysOwnFiles() throws Exception {
    Path folder = project();
    try (Git git = Git.init().setDirectory(temporary.toFile()).setInitialBranch("trunk").call()) {
      assertThat(git).isNotNull();
    }
    Files.createDirectories(temporary.resolve(".github/workflows"));
    Files.writeString(
        temporary.resolve(".github/workflows/ci.yml"),
        """
        on: [pull_request]
        jobs:
          other:
            steps:
              - run: mvn verify
          shop:
            steps:
              - run: mvn verify
                working-directory: shop
        """);
    open(folder);

    ReadinessSnapshot snapshot = await(s -> status(s, "PRD-CITEST") == Status.PASS);
    assertThat(finding(snapshot, "PRD-CITEST").evidence().getFirst().file())
        .isEqualTo("../.github/workflows/ci.yml");
    assertThat(finding(snapshot, "PRD-CITEST").evidence().getFirst().line()).isEqualTo(8);
    assertThat(snapshot.project().branch()).contains("trunk");

    Files.writeString(temporary.resolve(".github/workflows/ci.yml"), "on: [pull_request]\n");
    await(s -> status(s, "PRD-CITEST") == Status.FAIL);
  }

  @Test
  void rechecksOnRequest() throws Exception {
    open(project());
    ReadinessSnapshot before = await(ReadinessServiceTest::live);

    service.orElseThrow().recheck();

    await(s -> live(s) && !report(s).at().equals(report(before).at()));
  }

  private Path project() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("shop"));
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project>
          <groupId>com.example</groupId><artifactId>shop</artifactId><version>1</version>
          <dependencies><dependency>
            <groupId>org.springframework.boot</groupId>
            <artifactId>spring-boot-starter-web</artifactId>
          </dependency></dependencies>
        </project>
        """);
    return folder;
  }

  private void open(Path folder) {
    ReadinessService opened =
        new ReadinessService(folder, Checks::evaluator, List.of(), Clock.systemUTC());
    service = Optional.of(opened);
    opened.start();
  }

  private ReadinessSnapshot await(Predicate<ReadinessSnapshot> condition) throws Exception {
    CompletableFuture<ReadinessSnapshot> seen = new CompletableFuture<>();
    try (var _ =
        service
            .orElseThrow()
            .subscribe(snapshot -> {
              if (snapshot.report().isPresent() || snapshot.state() instanceof State.Failed) {
                if (condition.test(snapshot)) {
                  seen.complete(snapshot);
                }
              }
            })) {
      return seen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static boolean live(ReadinessSnapshot snapshot) {
    return snapshot.state() instanceof State.Live;
  }

  private static ReadinessReport report(ReadinessSnapshot snapshot) {
    return snapshot.report().orElseThrow();
  }

  private static Status status(ReadinessSnapshot snapshot, String id) {
    return finding(snapshot, id).status();
  }

  private static Finding finding(ReadinessSnapshot snapshot, String id) {
    return report(snapshot).findings().stream()
        .filter(f -> f.check().id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
