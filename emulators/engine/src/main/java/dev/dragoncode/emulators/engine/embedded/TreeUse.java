package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process and its descendants use together. */
final class TreeUse {

  private static final Logger LOG = LoggerFactory.getLogger(TreeUse.class);
  private static final Duration PS_TIMEOUT = Duration.ofSeconds(2);

  private final Map<Long, Reading> readings = new ConcurrentHashMap<>();
  private final ProcessRunner runner;
  private final Platform platform;

  TreeUse(ProcessRunner runner, Platform platform) {
    this.runner = runner;
    this.platform = platform;
  }

  /** Processor time since the last reading of this process, and resident memory now. */
  ResourceUse of(ProcessHandle root) throws InterruptedException {
    List<ProcessHandle> members = ProcessTree.of(root).members();
    Duration cpu =
        members.stream()
            .map(member -> member.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    Reading now = new Reading(Instant.now(), cpu);
    Reading before = readings.put(root.pid(), now);
    if (before == null) {
      Instant start = root.info().startInstant().orElse(now.at());
      before = new Reading(start, Duration.ZERO);
    }
    double elapsed = Duration.between(before.at(), now.at()).toNanos();
    double used = cpu.minus(before.cpu()).toNanos();
    double percent = elapsed <= 0 ? 0 : Math.max(0, 100 * used / elapsed);
    return new ResourceUse(percent, memory(members));
  }

  /** Forgets a process that has ended. */
  void forget(long pid) {
    readings.remove(pid);
  }

  private long memory(List<ProcessHandle> members) throws InterruptedException {
    if (platform.linux()) {
      return members.stream().mapToLong(member -> proportionalBytes(member.pid())).sum();
    }
    return platform.windows() ? 0 : fromPs(members);
  }

  /** Memory that several processes share counts once in all, as PostgreSQL's buffers must. */
  private static long proportionalBytes(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("Pss:")) {
          return kibibytes(line.substring("Pss:".length()));
        }
      }
    } catch (IOException e) {
      LOG.trace("Process {} has ended", pid, e);
    }
    return 0;
  }

  private long fromPs(List<ProcessHandle> members) throws InterruptedException {
    String pids =
        members.stream().map(m -> Long.toString(m.pid())).collect(Collectors.joining(","));
    ProcessResult result = runner.run(Command.of("ps", "-o", "rss=", "-p", pids), PS_TIMEOUT);
    return result.output().stream().mapToLong(TreeUse::kibibytes).sum();
  }

  private static long kibibytes(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) * 1024;
  }

  private record Reading(Instant at, Duration cpu) {}
}
