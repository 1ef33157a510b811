package dev.dragoncode.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.Charts;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestRunJson;
import dev.dragoncode.service.ProjectMemory;
import dev.dragoncode.service.ProofBook;
import dev.dragoncode.service.ProofLog;
import dev.dragoncode.service.ReadFolder;
import dev.dragoncode.service.ReadinessService;
import dev.dragoncode.service.VerdictLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner that is a script: it really runs, and leaves what Surefire would. */
class TestServiceTest {

  private static final String PASSED =
      "<testsuite name='shop.CartTest'><testcase name='adds' classname='shop.CartTest'"
          + " time='0.1'/></testsuite>";
  private static final String FAILED =
      "<testsuite name='shop.CartTest'><testcase name='adds' classname='shop.CartTest'"
          + " time='0.1'><failure message='expected 2, token=ghp_abcdefghijklmnopqrstuvwxyz0123456789'>at"
          + " shop.CartTest.adds(CartTest.java:2)</failure></testcase></testsuite>";

  @TempDir Path temporary;
  private final List<String> printed = new CopyOnWriteArrayList<>();
  private Path folder;
  private UserDatabase database;

  @BeforeEach
  void makeAProject() throws IOException {
    folder = Files.createDirectory(temporary.resolve("shop")).toRealPath();
    database = new UserDatabase(temporary.resolve("user.db"));
    write("dragoncode.yaml", "commands:\n  test: ./run-tests\n");
    write(".gitignore", "/target/\n");
    write("src/CartTest.java", "class CartTest {\n  void adds() {}\n}\n");
  }

  @AfterEach
  void closeTheDatabase() {
    database.close();
  }

  @Test
  void aRunThatPassesProvesTheCheckUntilAFileChanges() throws Exception {
    runner("echo \"at $DATABASE_URL\"", report(PASSED));

    TestRun run = run();

    assertThat(run.outcome()).isEqualTo(TestRun.Outcome.PASSED);
    assertThat(printed).contains("at jdbc:somewhere");
    assertThat(verdict().status()).isEqualTo(Status.PASS);
    assertThat(verdict().summary()).isEqualTo("1 test passed");

    write("src/Cart.java", "class Cart {}\n");
    assertThat(verdict().status()).isEqualTo(Status.STALE);
    Files.delete(folder.resolve("src/Cart.java"));
    assertThat(verdict().status()).isEqualTo(Status.PASS);
  }

  @Test
  void whatFailsIsNamedWithItsLineAndWithoutSecrets() throws Exception {
    runner(report(FAILED), "exit 1");

    assertThat(run().outcome()).isEqualTo(TestRun.Outcome.FAILED);
    assertThat(verdict().status()).isEqualTo(Status.FAIL);
    Evidence evidence = verdict().evidence().getFirst();
    assertThat(evidence.file()).isEqualTo("src/CartTest.java");
    assertThat(evidence.line()).isEqualTo(2);
    assertThat(evidence.excerpt()).contains("expected 2").doesNotContain("ghp_abcdef");
    assertThat(printed).contains("tried again: 1");
  }

  @Test
  void whatPassesTheSecondTimeIsFlaky() throws Exception {
    runner(
        "if [ -e target/once ]; then",
        report(PASSED),
        "else",
        report(FAILED),
        "touch target/once; exit 1",
        "fi");

    TestRun run = run();

    assertThat(run.outcome()).isEqualTo(TestRun.Outcome.PASSED);
    assertThat(run.report().flaky()).containsExactly("shop.CartTest adds");
    assertThat(verdict().summary()).isEqualTo("1 test passed, 1 of them only when tried again");
  }

  @Test
  void reportsOfAnEarlierRunAreNotThisOnes() throws Exception {
    write("target/surefire-reports/TEST-shop.CartTest.xml", PASSED);
    runner("echo nothing to do");

    assertThat(run().outcome()).isEqualTo(TestRun.Outcome.NOTHING);
    assertThat(verdict().status()).isEqualTo(Status.UNKNOWN);
    assertThat(verdict().summary()).isEqualTo("No test was executed");
  }

  @Test
  void aFileThatIsWrittenDuringTheRunLeavesTheProofBehind() throws Exception {
    runner(report(PASSED), "echo '// edited' >> src/CartTest.java");

    run();

    assertThat(verdict().status()).isEqualTo(Status.STALE);
  }

  @Test
  void filesThatTheRunLeavesBelongToIt() throws Exception {
    runner(report(PASSED), "echo covered > coverage.txt");

    run();

    assertThat(verdict().status()).isEqualTo(Status.PASS);
  }

  @Test
  void aProgramThatIsMissingIsAProblemAndNoVerdict() {
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().title()).contains("run-tests could not be started"));
  }

  @Test
  void aRunIsKeptWithWhatItRanOnAndWhatItPrinted() throws Exception {
    runner("echo \"at $DATABASE_URL\"", report(FAILED));

    run();

    RunLog log = new RunLog(database, temporary.resolve("runs"));
    RunRecord kept = log.of(folder, 5).getFirst();
    assertThat(kept.outcome()).isEqualTo(RunRecord.Outcome.FAILED);
    assertThat(kept.commands()).startsWith("./run-tests");
    assertThat(kept.environment()).containsEntry("DATABASE_URL", "jdbc:somewhere");
    assertThat(kept.commit()).isEqualTo("0123abcd");
    assertThat(kept.tree()).hasSize(32);
    assertThat(log.output(kept.id())).contains("> ./run-tests", "at jdbc:somewhere");
    assertThat(TestRunJson.read(kept.detail()).failed()).containsExactly("shop.CartTest adds");
  }

  @Test
  void aPythonProjectIsRunByTheInterpreterOfItsEnvironment() throws Exception {
    write(".venv/bin/python", "#!/bin/sh\necho \"mine: $*\"\n");
    assertThat(folder.resolve(".venv/bin/python").toFile().setExecutable(true)).isTrue();
    write("dragoncode.yaml", "commands:\n  test: python3 -m tests\n");

    run();

    assertThat(printed).contains("mine: -m tests");
  }

  private TestRun run() throws InterruptedException {
    TestService service =
        new TestService(
            new ProcessRunner(),
            path -> ReadFolder.of(path, Clock.systemUTC()),
            new ProofLog(database)::keep,
            Recorders.into(database, folder.resolveSibling("runs")),
            Clock.systemUTC());
    return service.run(
        folder,
        Map.of("DATABASE_URL", "jdbc:somewhere"),
        new TestService.Listener() {
          @Override
          public void begins(TestPlan plan) {
            printed.add("> " + plan.shown());
          }

          @Override
          public void prints(OutputLine line) {
            printed.add(line.text());
          }

          @Override
          public void triesAgain(int failed) {
            printed.add("tried again: " + failed);
          }
        });
  }

  private Finding verdict() throws InterruptedException {
    ProjectMemory memory =
        new ProjectMemory(
            folder,
            new ProofBook(folder, () -> new ProofLog(database), Clock.systemUTC()),
            () -> new VerdictLog(database),
            Checks.rules());
    try (ReadinessService service =
        new ReadinessService(
            folder,
            Checks::evaluator,
            List.of(),
            Clock.systemUTC(),
            Optional.of(memory),
            Charts.none())) {
      return service.once().report().orElseThrow().findings().stream()
          .filter(finding -> finding.check().id().equals(TestService.CHECK))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String report(String xml) {
    return "mkdir -p target/surefire-reports\n"
        + "cat > target/surefire-reports/TEST-shop.CartTest.xml <<'END'\n"
        + xml
        + "\nEND";
  }

  private void runner(String... lines) throws IOException {
    write("run-tests", "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(folder.resolve("run-tests").toFile().setExecutable(true)).isTrue();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
