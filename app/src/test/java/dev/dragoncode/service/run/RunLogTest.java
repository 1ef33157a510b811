package dev.dragoncode.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.secrets.SecretFinder;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of runs, and for how long. */
class RunLogTest {

  private static final Path SHOP = Path.of("/shop");

  @TempDir Path temporary;
  private UserDatabase database;
  private RunLog log;

  @BeforeEach
  void open() {
    database = new UserDatabase(temporary.resolve("user.db"));
    log = new RunLog(database, temporary.resolve("runs"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aRunIsFoundAgainAsItWas() {
    RunRecord run = run("a1", 0);
    log.keep(SHOP, run);

    assertThat(log.find("a1")).contains(run);
    assertThat(log.of(SHOP, 10)).containsExactly(run);
    assertThat(log.of(Path.of("/other"), 10)).isEmpty();
    assertThat(log.listed(SHOP, 10).getFirst().detail()).isEmpty();
  }

  @Test
  void theOldestLeaveWithTheirFolders() throws Exception {
    Files.writeString(log.folder("r0").resolve("profile.jfr"), "x");
    Files.writeString(log.folder("r1").resolve("profile.jfr"), "x");
    for (int i = 0; i <= RunLog.KEPT; i++) {
      log.keep(SHOP, run("r" + i, i));
    }

    assertThat(log.listed(SHOP, 1000)).hasSize(RunLog.KEPT);
    assertThat(log.find("r0")).isEmpty();
    assertThat(temporary.resolve("runs/r0")).doesNotExist();
    assertThat(temporary.resolve("runs/r1")).exists();
  }

  @Test
  void anIdIsNoWayOutOfTheFolder() {
    assertThatThrownBy(() -> log.folder("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretsOfTheEnvironmentAndTheOutputAreMasked() throws Exception {
    RunRecorder recorder = Recorders.into(database, temporary.resolve("runs"));
    recorder.record(
        SHOP,
        Kind.TESTS,
        "Tests",
        notes -> {
          notes.command("mvn test -Dtoken=ghp_abcdefghijklmnopqrstuvwxyz0123456789");
          notes.set(
              Map.of("DB_PASSWORD", "hunter2", "DB_URL", "postgres://me:hunter2@localhost/shop"));
          notes.line("using ghp_abcdefghijklmnopqrstuvwxyz0123456789");
          return 1;
        },
        _ -> new RunRecorder.Ended(Outcome.PASSED, "fine", Map.of("total", 1)));

    RunRecord kept = log.of(SHOP, 1).getFirst();
    assertThat(kept.environment())
        .containsEntry("DB_PASSWORD", SecretFinder.MASK)
        .containsEntry("LANG", "C");
    assertThat(kept.toString() + log.output(kept.id()))
        .contains("using ", "0123abcd")
        .doesNotContain("hunter2", "ghp_abc");
  }

  @Test
  void aRunThatFailsOrIsStoppedIsKeptAsWell() {
    RunRecorder recorder = Recorders.into(database, temporary.resolve("runs"));
    assertThatThrownBy(() ->
            recorder.record(
                SHOP,
                Kind.TESTS,
                "Tests",
                _ -> {
                  throw Problem.of("mvn could not be started", "No such file").asException();
                },
                _ -> new RunRecorder.Ended(Outcome.PASSED, "", Map.of())))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() ->
            recorder.record(
                SHOP,
                Kind.LOAD,
                "Load",
                _ -> {
                  throw new InterruptedException();
                },
                _ -> new RunRecorder.Ended(Outcome.PASSED, "", Map.of())))
        .isInstanceOf(InterruptedException.class);

    assertThat(log.of(SHOP, 5))
        .extracting(RunRecord::outcome)
        .containsExactlyInAnyOrder(Outcome.NOTHING, Outcome.STOPPED);
  }

  @Test
  void outputKeepsItsBeginningAndItsEnd() {
    BoundedOutput output = new BoundedOutput();
    for (int i = 0; i < 200_000; i++) {
      output.add("line " + i + " of many");
    }
    String text = output.text();
    assertThat(text.length()).isLessThan(1 << 20);
    assertThat(text).startsWith("line 0 of many\n").endsWith("line 199999 of many\n");
    assertThat(text).contains(" lines are left out");
  }

  private static RunRecord run(String id, long second) {
    return new RunRecord(
        id,
        Kind.TESTS,
        "Tests",
        Outcome.FAILED,
        "1 of 2 tests failed",
        List.of("mvn test"),
        Map.of("CI", "true"),
        "0123abcd",
        "ffff",
        Instant.parse("2026-11-28T10:00:00Z").plusSeconds(second),
        Duration.ofMillis(1234),
        "{\"total\":2}");
  }
}
