package dev.dragoncode.io.profiler;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Profiles a Java program that runs: with async-profiler, else with the JDK's Flight Recorder. */
public final class JvmProfiler {

  private static final Logger LOG = LoggerFactory.getLogger(JvmProfiler.class);

  /** 99 Hz: not in step with what programs do every 10 ms. */
  private static final long INTERVAL_NANOS = 1_000_000_000L / 99;

  /** Of every thread, also of those that wait. */
  private static final long WALL_INTERVAL_NANOS = 20_000_000;

  private static final String NO_ATTACH = "-XX:+DisableAttachMechanism";

  private final Jcmd jcmd;
  private final AsyncProfiler asyncProfiler;

  public JvmProfiler(ProcessRunner processes, AsyncProfiler asyncProfiler) {
    this.jcmd = new Jcmd(processes);
    this.asyncProfiler = asyncProfiler;
  }

  /**
   * Looks at a program for a while. An interrupt ends the recording, too.
   *
   * @param file where the recording goes
   * @param doing told what happens
   * @return what recorded it
   * @throws ProblemException if it cannot be attached to, or was gone before anything was recorded
   */
  public String record(
      ProcessHandle process, Mode mode, Duration duration, Path file, Consumer<String> doing)
      throws InterruptedException {
    demandAttachable(process);
    return switch (asyncProfiler.library()) {
      case AsyncProfiler.Library.Found(Path library) -> {
        async(process, mode, duration, file, library, doing);
        yield "async-profiler";
      }
      case AsyncProfiler.Library.Missing(String why) -> {
        doing.accept(why + "; JDK Flight Recorder takes its place");
        flightRecorder(process, mode, duration, file, doing);
        yield "JFR";
      }
    };
  }

  private static void demandAttachable(ProcessHandle process) {
    if (!process.isAlive()) {
      throw Jcmd.refused(process.pid(), List.of(), false).asException();
    }
    if (Arrays.asList(process.info().arguments().orElse(new String[0])).contains(NO_ATTACH)) {
      throw Jcmd.notAttachable(process.pid()).asException();
    }
  }

  private void async(
      ProcessHandle process,
      Mode mode,
      Duration duration,
      Path file,
      Path library,
      Consumer<String> doing)
      throws InterruptedException {
    Path log = file.resolveSibling("profiler.log");
    String what =
        switch (mode) {
          case ALLOCATION -> "event=alloc";
          case LOCK -> "event=lock";
          case WALL -> "event=wall,interval=" + WALL_INTERVAL_NANOS;
          default -> "event=cpu,interval=" + INTERVAL_NANOS;
        };
    String start = "start," + what + ",jfr,file=" + file + ",log=" + log;
    doing.accept("async-profiler attaches to " + process.pid());
    // with the JVM's own events beside the samples, of which its rules have something to say
    if (!loaded(agent(process, library, start + ",jfrsync=profile"))
        && !loaded(agent(process, library, start))) {
      throw notStarted(process, log).asException();
    }
    doing.accept("Recording " + mode.shown() + " for " + duration.toSeconds() + " s");
    try {
      await(process, duration);
    } finally {
      stop(process, () -> agent(process, library, "stop,file=" + file));
      delete(log);
    }
    demandWritten(process, file);
  }

  private List<String> agent(ProcessHandle process, Path library, String options)
      throws InterruptedException {
    return jcmd.run(
        process.pid(), "JVMTI.agent_load", Jcmd.quoted(library.toString()), Jcmd.quoted(options));
  }

  private static boolean loaded(List<String> said) {
    return said.stream().anyMatch(line -> line.strip().equals("return code: 0"));
  }

  private static Problem notStarted(ProcessHandle process, Path log) {
    String said = "";
    try {
      said = Files.exists(log) ? Files.readString(log).strip() : "";
    } catch (IOException e) {
      LOG.debug("The profiler's log cannot be read", e);
    }
    return said.contains("already started")
        ? Problem.of(
            "Somebody profiles this program already",
            "Process " + process.pid() + " is being profiled with async-profiler.",
            Remedy.of("Wait until that has ended, or restart the program."))
        : Problem.of(
            "The profiler does not start",
            "In process " + process.pid() + ": " + (said.isEmpty() ? "it says not why." : said),
            Remedy.of("Try another mode."),
            Remedy.of("Restart the program: an older profiler may be loaded in it."));
  }

  private void flightRecorder(
      ProcessHandle process, Mode mode, Duration duration, Path file, Consumer<String> doing)
      throws InterruptedException {
    if (mode == Mode.WALL) {
      throw Problem.of(
              "There is no wall clock profile here",
              "JDK Flight Recorder looks at threads that run only, and async-profiler cannot be"
                  + " had.",
              Remedy.of("Record CPU or lock instead."))
          .asException();
    }
    String name = "dragoncode-" + ProcessHandle.current().pid();
    doing.accept("JDK Flight Recorder begins in " + process.pid());
    jcmd.run(process.pid(), "JFR.start", "name=" + name, "settings=profile");
    doing.accept("Recording for " + duration.toSeconds() + " s");
    try {
      await(process, duration);
    } finally {
      stop(
          process,
          () ->
              jcmd.run(
                  process.pid(),
                  "JFR.stop",
                  "name=" + name,
                  "filename=" + Jcmd.quoted(file.toString())));
    }
    demandWritten(process, file);
  }

  @FunctionalInterface
  private interface Stopping {
    List<String> stop() throws InterruptedException;
  }

  /** Ends the recording even where this thread is interrupted: it must not go on in the program. */
  private static void stop(ProcessHandle process, Stopping stopping) throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      stopping.stop();
    } catch (ProblemException e) {
      LOG.warn("The recording in {} did not end well: {}", process.pid(), e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits; less where the program ends meanwhile. */
  private static void await(ProcessHandle process, Duration duration) throws InterruptedException {
    try {
      ProcessHandle _ = process.onExit().get(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // as it should be: the program is still there
      LOG.trace("{} was recorded", process.pid());
    } catch (ExecutionException e) {
      throw new IllegalStateException("A process ends without a failure", e);
    }
  }

  private static void demandWritten(ProcessHandle process, Path file) {
    if (Files.isRegularFile(file) && file.toFile().length() > 0) {
      return;
    }
    throw (process.isAlive()
            ? Problem.of(
                "The program has written no recording",
                "Process " + process.pid() + " sees other folders: it may run in a container.",
                Remedy.of("Profile it inside of its container and open the file here."))
            : Problem.of(
                "The program ended while it was profiled",
                "Process " + process.pid() + " is gone, and left no recording.",
                Remedy.of("Profile for a shorter time, or start it again.")))
        .asException();
  }

  private static void delete(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      LOG.debug("{} stays", log, e);
    }
  }
}
