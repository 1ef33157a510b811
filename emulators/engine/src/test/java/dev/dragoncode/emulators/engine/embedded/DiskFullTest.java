package dev.dragoncode.emulators.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data folder on a disk of a few megabytes, which only root on Linux can make. */
class DiskFullTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final ProcessRunner runner = new ProcessRunner();
  private Path home;

  @BeforeEach
  void find() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && Platform.current().linux(),
        "needs root on Linux, to mount a small disk");
    home = Files.createDirectory(folder.resolve("disk"));
  }

  @AfterEach
  void unmount() throws InterruptedException {
    // a program that was just ended may still be on its way out
    runner.run(Command.of("umount", "--lazy", home.toString()), TIMEOUT);
  }

  /** Not enough to unpack, and not enough to prepare. */
  @ParameterizedTest
  @ValueSource(strings = {"20m", "70m"})
  void aFullDiskIsAProblemAndNothingHalfMadeStays(String size) throws Exception {
    assumeTrue(mount(size), "no small disk can be mounted here");
    EngineBench bench = new EngineBench(home, folder, Duration.ofHours(1));
    StartRequest request = bench.request("postgresql", Map.of());

    assertThatThrownBy(() -> bench.engine().start(request, new EngineBench.Quiet()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().title() + e.problem().reason())
                  .containsAnyOf("The disk is full", "No space left");
              assertThat(e.problem().remedies()).isNotEmpty();
            });
    assertThat(bench.engine().instances()).isEmpty();
    assertThat(request.data()).doesNotExist();
    try (var files = Files.walk(home.resolve("engines"))) {
      assertThat(files.filter(f -> f.getFileName().toString().startsWith("."))).isEmpty();
    }
    bench.close();
  }

  @Test
  void aFullDiskIsToldWhereTheRecordIsWritten() throws Exception {
    assumeTrue(mount("1m"), "no small disk can be mounted here");
    Files.write(home.resolve("filler"), new byte[1 << 20]);
    ChildRecords records = new ChildRecords(home.resolve("children"));
    EngineBench bench = new EngineBench(folder, folder, Duration.ofHours(1));

    assertThatThrownBy(() ->
            records.write(
                new ChildRecord(
                    "redis-1",
                    bench.owner(),
                    "redis",
                    "artifact",
                    Map.of(),
                    Map.of(),
                    java.time.Instant.EPOCH,
                    folder,
                    java.util.List.of(),
                    java.util.List.of(),
                    java.util.Optional.empty())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().reason() + e.problem().title()).contains("full"));
  }

  private boolean mount(String size) throws InterruptedException {
    return runner
        .run(
            Command.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", home.toString()),
            TIMEOUT)
        .succeeded();
  }
}
