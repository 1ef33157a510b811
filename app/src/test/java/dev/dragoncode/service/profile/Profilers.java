package dev.dragoncode.service.profile;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.profiler.AsyncProfiler;
import dev.dragoncode.io.profiler.JvmProfiler;
import dev.dragoncode.io.profiler.NodeProfiler;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.service.ReadFolder;
import dev.dragoncode.service.load.LoadService;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.RunRecorder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Profilers for tests: what they record is kept, what it would prove is not. */
public final class Profilers {

  private Profilers() {}

  /**
   * One that keeps its runs in a log.
   *
   * @param folder where async-profiler is kept
   * @param artifacts where it comes from
   */
  public static ProfilerService into(RunLog log, Path folder, AsyncProfiler.Artifacts artifacts) {
    Clock clock = Clock.systemUTC();
    ProcessRunner processes = new ProcessRunner();
    RunRecorder recorder = new RunRecorder(() -> log, path -> Optional.empty(), Map.of(), clock);
    LoadService loads =
        new LoadService(
            processes,
            path -> ReadFolder.of(path, clock),
            path -> ProjectSettings.none(),
            () -> log,
            recorder,
            (path, run) -> {},
            clock);
    return new ProfilerService(
        processes,
        new JvmProfiler(processes, new AsyncProfiler(folder, artifacts)),
        new NodeProfiler(processes),
        path -> ReadFolder.of(path, clock),
        loads,
        recorder,
        () -> log,
        new ProfileBaseline(() -> log, path -> ReadFolder.of(path, clock), (path, proof) -> {}));
  }
}
