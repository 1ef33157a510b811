package dev.dragoncode.service.profile;

import dev.dragoncode.io.profiler.Program;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.service.run.LiveRun;
import dev.dragoncode.service.run.RunControl;
import dev.dragoncode.service.run.RunLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** The profiles of one open project: those that are kept, and the one that is being recorded. */
public final class ProjectProfiles implements AutoCloseable {

  private static final int LISTED = 50;

  private final Path project;
  private final ProfilerService profiler;
  private final Supplier<RunLog> log;
  private final Supplier<Map<String, String>> settings;
  private final Function<Path, ReadProject> reader;
  private final LiveRun<Profiled> live;
  private volatile ProfileRequest wanted =
      ProfileRequest.launch(dev.dragoncode.profile.Mode.CPU, Duration.ofSeconds(30));

  /**
   * @param project its real path
   * @param trusted whether what the folder brings may run
   * @param settings the variables of the emulators that run
   * @param proved to be called when a run may have kept a proof
   */
  public ProjectProfiles(
      Path project,
      ProfilerService profiler,
      Supplier<RunLog> log,
      BooleanSupplier trusted,
      Supplier<Map<String, String>> settings,
      Function<Path, ReadProject> reader,
      Runnable proved,
      InstantSource clock) {
    this.project = project;
    this.profiler = profiler;
    this.log = log;
    this.settings = settings;
    this.reader = reader;
    this.live =
        new LiveRun<>(
            () -> !wanted.launches() || trusted.getAsBoolean(),
            telling -> record(wanted, telling),
            proved,
            clock);
  }

  /** The one that is being recorded. */
  public RunControl<Profiled> runs() {
    return live;
  }

  /** Begins to record; nothing where a recording goes on. Returns at once. */
  public void start(ProfileRequest request) {
    wanted = request;
    live.start();
  }

  /** What can be profiled now. */
  public List<Program> programs() {
    return profiler.programs(project);
  }

  /** The profiles that are kept, newest first. */
  public List<RunRecord> kept() {
    return log.get().of(project, Kind.PROFILE, LISTED).stream()
        .filter(run -> run.outcome() == Outcome.MEASURED)
        .toList();
  }

  /** The file of a kept profile. */
  public Optional<Path> file(RunRecord run) {
    return ProfilerService.file(run, log.get().folder(run.id()));
  }

  /** The project's files as they are now. */
  public Sources sources() {
    return new Sources(project, reader.apply(project).index());
  }

  private Profiled record(ProfileRequest request, LiveRun.Telling<Profiled> telling)
      throws InterruptedException {
    return profiler.record(
        project,
        request,
        request.launches() ? settings.get() : Map.of(),
        new ProfilerService.Listener() {
          @Override
          public void doing(String words) {
            telling.doing(words);
          }

          @Override
          public void prints(String line) {
            telling.line(line);
          }
        });
  }

  @Override
  public void close() {
    live.close();
  }
}
