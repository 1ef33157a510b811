package dev.dragoncode.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRequest;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.service.ReadFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands that hang, flood, fork and lie: each ends in a record, and a problem with a remedy. */
class BadCommandsTest {

  private static final String SUITE =
      "<testsuite name='shop.CartTest'><testcase name='adds' classname='shop.CartTest'/></testsuite>";

  @TempDir Path temporary;
  private Path folder;
  private UserDatabase database;
  private RunLog log;

  @BeforeEach
  void makeAProject() throws IOException {
    folder = Files.createDirectory(temporary.resolve("shop")).toRealPath();
    database = new UserDatabase(temporary.resolve("user.db"));
    log = new RunLog(database, temporary.resolve("runs"));
    write("dragoncode.yaml", "commands:\n  test: ./run-tests\n");
    write(".gitignore", "/target/\n");
  }

  @AfterEach
  void closeTheDatabase() {
    database.close();
  }

  @Test
  void oneThatHangsIsEndedWhenItsTimeIsOver() throws Exception {
    script("echo begun\nsleep 600");

    TestRun run = run(Duration.ofMillis(300), _ -> {}, _ -> {});

    Problem problem = run.problem().orElseThrow();
    assertThat(problem.title()).contains("took too long");
    assertThat(problem.remedies()).isNotEmpty();
    assertThat(run.outcome()).isNotEqualTo(TestRun.Outcome.PASSED);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void cancelEndsEvenWhatHasLeftTheTree() throws Exception {
    // setsid and a parent that ends: no descendant of the command any more
    script(
        "(setsid sh -c 'echo $$ > daemon.pid; exec sleep 600' &)\nmkdir -p target/surefire-reports\n"
            + "echo \""
            + SUITE
            + "\" > target/surefire-reports/TEST-a.xml\nsleep 600");
    CountDownLatch told = new CountDownLatch(1);
    AtomicReference<Exception> end = new AtomicReference<>(new IllegalStateException("none"));
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                run(Duration.ofMinutes(5), _ -> {}, _ -> told.countDown());
              } catch (InterruptedException e) {
                end.set(e);
              }
            });

    assertThat(told.await(20, TimeUnit.SECONDS)).as("a test while the run goes on").isTrue();
    long daemon = Long.parseLong(Files.readString(folder.resolve("daemon.pid")).strip());
    thread.interrupt();
    thread.join();

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    ProcessHandle.of(daemon)
        .ifPresent(each -> assertThat(each.onExit()).succeedsWithin(Duration.ofSeconds(5)));
    RunRecord kept = log.of(folder, 1).getFirst();
    assertThat(kept.outcome()).isEqualTo(RunRecord.Outcome.STOPPED);
    assertThat(kept.summary()).isEqualTo("Stopped after 1 test, 0 failed");
  }

  @Test
  void brokenReportsAreNamed() throws Exception {
    script(
        "mkdir -p target/surefire-reports\necho \"<testsuite name='a'><testcase\" >"
            + " target/surefire-reports/TEST-b.xml");

    TestRun run = run(Duration.ofMinutes(1), _ -> {}, _ -> {});

    assertThat(run.problem().orElseThrow().reason()).contains("TEST-b.xml");
    assertThat(run.outcome()).isEqualTo(TestRun.Outcome.NOTHING);
  }

  @Test
  void bytesThatAreNoTextAreKeptAsSuch() throws Exception {
    script("printf 'a\\377\\376b\\n'\nprintf '\\000nul\\n'");

    run(Duration.ofMinutes(1), _ -> {}, _ -> {});

    assertThat(log.output(log.of(folder, 1).getFirst().id())).contains("a\uFFFD\uFFFDb");
  }

  @Test
  void aMissingProgramIsAProblemThatIsKept() throws Exception {
    write("dragoncode.yaml", "commands:\n  test: no-such-program-here test\n");

    assertThatThrownBy(() -> run(Duration.ofMinutes(1), _ -> {}, _ -> {}))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().remedies()).isNotEmpty());
    assertThat(log.of(folder, 1).getFirst().summary()).contains("no-such-program-here");
  }

  @Test
  void aFloodFillsNeitherMemoryNorDisk() throws Exception {
    flood(5);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "prints a gigabyte")
  void aGigabyteDoesNeither() throws Exception {
    flood(1024);
  }

  private void flood(int megabytes) throws Exception {
    script("head -c " + megabytes + "m /dev/zero | tr '\\0' 'x' | fold -w 5000\necho last");
    AtomicLong characters = new AtomicLong();
    RunOutput output = new RunOutput();
    TestRun run =
        run(
            Duration.ofMinutes(5),
            line -> {
              characters.addAndGet(line.text().length());
              output.add(line.text());
            },
            _ -> {});

    long inWindow = output.since(0).lines().stream().mapToLong(String::length).sum();
    long inResult = run.commands().getFirst().last().stream().mapToLong(String::length).sum();
    assertThat(inWindow + inResult).as("characters that stay").isLessThan(10L << 20);
    assertThat(characters.get()).isGreaterThan((long) megabytes << 20);
    assertThat(run.commands()).hasSize(1);
    String kept = log.output(log.of(folder, 1).getFirst().id());
    assertThat(kept.length()).isLessThan(1 << 20);
    assertThat(kept).endsWith("last\n");
  }

  private TestRun run(Duration longest, Consumer<OutputLine> lines, Consumer<TestReport> reports)
      throws InterruptedException {
    return new TestService(
            new ProcessRunner(),
            path -> ReadFolder.of(path, Clock.systemUTC()),
            (_, _) -> {},
            Recorders.into(database, temporary.resolve("runs")),
            Clock.systemUTC(),
            longest)
        .run(
            folder,
            Map.of(),
            TestRequest.ALL,
            new TestService.Listener() {
              @Override
              public void begins(TestPlan plan) {}

              @Override
              public void prints(OutputLine line) {
                lines.accept(line);
              }

              @Override
              public void triesAgain(int failed) {}

              @Override
              public void reports(TestReport soFar) {
                reports.accept(soFar);
              }
            });
  }

  private void script(String body) throws IOException {
    write("run-tests", "#!/bin/sh\n" + body + "\n");
    assertThat(folder.resolve("run-tests").toFile().setExecutable(true)).isTrue();
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }
}
