package dev.dragoncode.service.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.service.ReadFolder;
import dev.dragoncode.service.run.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile proves a baseline where load went on meanwhile, and only then. */
class ProfileBaselineTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir private Path folder;
  private final List<Proof> proofs = new ArrayList<>();
  private UserDatabase database;
  private RunLog log;
  private ProfileBaseline baseline;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("shop"));
    Files.writeString(folder.resolve("shop/package.json"), "{}");
    database = new UserDatabase(folder.resolve("d.db"));
    log = new RunLog(database, folder.resolve("runs"));
    baseline =
        new ProfileBaseline(
            () -> log,
            path -> ReadFolder.of(path, Clock.systemUTC()),
            (path, proof) -> proofs.add(proof));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void provesABaselineWhereLoadWentOn() {
    keep("load", Kind.LOAD, Outcome.MEASURED, -10, 60, "200 requests/s");
    baseline.profiled(project(), keep("profile", Kind.PROFILE, Outcome.MEASURED, 0, 30, "CPU"));

    assertThat(proofs)
        .singleElement()
        .satisfies(proof -> {
          assertThat(proof.check()).isEqualTo("STG-PROFILE");
          assertThat(proof.outcome()).isEqualTo(Proof.Outcome.SHOWN);
          assertThat(proof.summary()).isEqualTo("CPU, under load: 200 requests/s");
        });
  }

  @Test
  void provesTheSameWhereTheLoadEndsLater() {
    keep("profile", Kind.PROFILE, Outcome.MEASURED, 0, 30, "CPU");
    baseline.loaded(project(), keep("load", Kind.LOAD, Outcome.MEASURED, -10, 60, "200/s"));

    assertThat(proofs).hasSize(1);
  }

  @Test
  void provesNothingOfAnIdleProgram() {
    keep("before", Kind.LOAD, Outcome.MEASURED, -100, 60, "200 requests/s");
    keep("stopped", Kind.LOAD, Outcome.STOPPED, 0, 30, "stopped");
    baseline.profiled(project(), keep("profile", Kind.PROFILE, Outcome.MEASURED, 0, 30, "CPU"));

    assertThat(proofs).isEmpty();
  }

  private Path project() {
    return folder.resolve("shop");
  }

  private RunRecord keep(
      String id, Kind kind, Outcome outcome, int began, int seconds, String summary) {
    RunRecord run =
        new RunRecord(
            id,
            kind,
            id,
            outcome,
            summary,
            List.of(),
            Map.of(),
            "",
            "",
            NOW.plusSeconds(began),
            Duration.ofSeconds(seconds),
            "{}");
    log.keep(project(), run);
    return run;
  }
}
