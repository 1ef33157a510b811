package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import dev.dragoncode.emulators.model.ResourceUse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a container uses out of the engine's counters, as the docker command shows it. */
final class ContainerUse {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private ContainerUse() {}

  /** Asks the engine for two samples; empty where the container does not run. */
  static Optional<ResourceUse> read(DockerClient client, String container)
      throws InterruptedException {
    try (Newest newest = new Newest()) {
      client.statsCmd(container).withNoStream(true).exec(newest).awaitEnd(LIMIT);
      return newest.statistics().flatMap(ContainerUse::of);
    }
  }

  /** Empty where the engine leaves counters out, as it does of a container that does not run. */
  static Optional<ResourceUse> of(Statistics statistics) {
    MemoryStatsConfig memory = statistics.getMemoryStats();
    if (memory == null || memory.getUsage() == null) {
      return Optional.empty();
    }
    return Optional.of(new ResourceUse(cpuPercent(statistics), memoryBytes(memory)));
  }

  private static double cpuPercent(Statistics statistics) {
    CpuStatsConfig now = statistics.getCpuStats();
    CpuStatsConfig before = statistics.getPreCpuStats();
    double used = total(now) - total(before);
    double passed = system(now) - system(before);
    if (used <= 0 || passed <= 0 || now == null) {
      return 0;
    }
    return used / passed * cores(now) * 100;
  }

  private static double total(@Nullable CpuStatsConfig cpu) {
    return cpu == null || cpu.getCpuUsage() == null ? 0 : value(cpu.getCpuUsage().getTotalUsage());
  }

  private static double system(@Nullable CpuStatsConfig cpu) {
    return cpu == null ? 0 : value(cpu.getSystemCpuUsage());
  }

  private static double cores(CpuStatsConfig cpu) {
    if (cpu.getOnlineCpus() != null && cpu.getOnlineCpus() > 0) {
      return cpu.getOnlineCpus();
    }
    return cpu.getCpuUsage() == null || cpu.getCpuUsage().getPercpuUsage() == null
        ? 1
        : cpu.getCpuUsage().getPercpuUsage().size();
  }

  /** Without the page cache that the kernel would give back: inactive files in cgroup v1 and v2. */
  private static long memoryBytes(MemoryStatsConfig memory) {
    long usage = value(memory.getUsage());
    StatsConfig parts = memory.getStats();
    if (parts == null) {
      return usage;
    }
    long cache =
        parts.getTotalInactiveFile() != null
            ? parts.getTotalInactiveFile()
            : value(parts.getInactiveFile());
    return cache < usage ? usage - cache : usage;
  }

  /** Keeps the only sample that comes. */
  private static final class Newest extends EngineStream<Statistics> {

    private volatile @Nullable Statistics newest;

    @Override
    public void onNext(Statistics statistics) {
      newest = statistics;
    }

    Optional<Statistics> statistics() {
      return Optional.ofNullable(newest);
    }
  }

  private static long value(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
