package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StackRecordsTest {

  private static final Problem PROBLEM = Problem.of("title", "reason", Remedy.of("Do this."));
  private static final List<Endpoint> ENDPOINTS = List.of(new Endpoint("sql", "127.0.0.1", 20_001));

  @TempDir Path home;

  @Test
  void readsWhatWasWrittenInEveryState() throws Exception {
    Path project = home.toRealPath();
    StackSnapshot stack =
        new StackSnapshot(
            7,
            new EngineStatus.Unavailable(PROBLEM),
            EnginePreference.DOCKER,
            List.of(
                emulator("a", new EmulatorState.NotStarted()),
                emulator("b", new EmulatorState.Waiting(Set.of("a"))),
                emulator("c", new EmulatorState.Pulling(new PullProgress(1, 2, "layer"))),
                emulator("d", new EmulatorState.Starting("it answers")),
                emulator("e", new EmulatorState.Ready(ENDPOINTS, Instant.EPOCH)),
                emulator("f", new EmulatorState.Unhealthy("slow", ENDPOINTS, Instant.EPOCH)),
                emulator("g", new EmulatorState.Stopping()),
                emulator("h", new EmulatorState.Stopped()),
                emulator("i", new EmulatorState.Failed(PROBLEM)),
                emulator("j", new EmulatorState.EngineUnavailable(PROBLEM))));
    StackRecord record =
        new StackRecord(project, Optional.of(Session.ofThisProcess()), stack, Instant.EPOCH);
    StackRecords records = new StackRecords(home);

    records.write(record);

    assertThat(records.read(project)).contains(record);
    assertThat(records.all()).containsExactly(record);
    assertThat(record.owned()).isTrue();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no permissions of this kind")
  void noOtherUserCanReadThem() throws Exception {
    StackSnapshot stack =
        new StackSnapshot(0, new EngineStatus.Unknown(), EnginePreference.AUTO, List.of());
    new StackRecords(home).write(new StackRecord(home, Optional.empty(), stack, Instant.EPOCH));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("stacks"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aDamagedRecordIsNone() throws Exception {
    Path folder = Files.createDirectories(home.resolve("stacks"));
    Files.writeString(folder.resolve("x.json"), "{\"project\": ");

    assertThat(new StackRecords(home).all()).isEmpty();
  }

  private static EmulatorSnapshot emulator(String id, EmulatorState state) {
    return new EmulatorSnapshot(
        id,
        "Name",
        "fth-database",
        state,
        Optional.of("postgres:18.1"),
        Optional.of(new EngineChoice(EngineKind.DOCKER, "image is local")),
        ENDPOINTS,
        Map.of(Dialect.DOTENV, Map.of("PGPORT", "20001")),
        Optional.of("psql -p 20001"),
        List.of("gap"),
        List.of("why"),
        Optional.empty(),
        List.of());
  }
}
