package dev.dragoncode.emulators.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AotTrainerTest {

  @TempDir Path home;
  @TempDir Path project;

  @Test
  void makesACacheThatTheNextStartUsesAndIgnoresADamagedOne() throws Exception {
    EngineBench first = new EngineBench(home, project, Duration.ZERO);
    try {
      assertThat(flagsOf(first.start("wiremock", Map.of()).instance())).doesNotContain("AOTCache");
      awaitCache();
    } finally {
      first.close();
    }
    Path cache = caches().getFirst();
    assertThat(first.engine().instances()).isEmpty();

    EngineBench second = new EngineBench(home, project, Duration.ofHours(1));
    try {
      Instance instance = second.start("wiremock", Map.of()).instance();
      assertThat(flagsOf(instance)).contains("-XX:AOTCache=" + cache);
      Files.write(cache, new byte[10_000]);
      second.start("wiremock", Map.of());
    } finally {
      second.close();
    }
  }

  @Test
  void closingTheEngineEndsATrainingRun() throws Exception {
    EngineBench bench = new EngineBench(home, project, Duration.ZERO);
    bench.start("wiremock", Map.of());
    bench.close();

    assertThat(bench.engine().instances()).isEmpty();
    Path training = home.resolve("engines/training");
    if (Files.exists(training)) {
      assertThat(training).isEmptyDirectory();
    }
    assertThat(aotFiles()).noneMatch(AotTrainerTest::half);
  }

  private String flagsOf(Instance instance) {
    ChildRecord record =
        new ChildRecords(home.resolve("children")).read(instance.id()).orElseThrow();
    return record
        .process()
        .flatMap(ChildRecord.ProcessId::find)
        .flatMap(handle -> handle.info().commandLine())
        .orElse("");
  }

  private void awaitCache() throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (caches().isEmpty()) {
      assertThat(System.nanoTime()).as("no cache was made").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private List<Path> caches() throws IOException {
    return aotFiles().stream().filter(file -> !half(file)).toList();
  }

  private List<Path> aotFiles() throws IOException {
    Path folder = home.resolve("engines/aot");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static boolean half(Path file) {
    return file.getFileName().toString().startsWith(".");
  }
}
