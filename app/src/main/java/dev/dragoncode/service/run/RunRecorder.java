package dev.dragoncode.service.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.run.KeptProblem;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.run.RunVariables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a run was and what came of it, however it ends. */
public final class RunRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<RunLog> log;
  private final Function<Path, Optional<String>> commit;
  private final Map<String, String> environment;
  private final InstantSource clock;

  /**
   * @param commit the one that is checked out in a folder
   * @param environment of this process
   */
  public RunRecorder(
      Supplier<RunLog> log,
      Function<Path, Optional<String>> commit,
      Map<String, String> environment,
      InstantSource clock) {
    this.log = log;
    this.commit = commit;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /** What is done. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Notes notes) throws InterruptedException;
  }

  /**
   * What came of it.
   *
   * @param detail in maps, lists and plain values, for JSON
   */
  public record Ended(Outcome outcome, String summary, Object detail) {}

  /**
   * Does the work, and keeps it. That it cannot be kept is logged: the work itself counts more.
   *
   * @param project its real path
   * @param title what it is, in a word or two
   * @throws ProblemException as the work does; that it did is kept, too
   */
  public <T> T record(Path project, Kind kind, String title, Work<T> work, Function<T, Ended> ended)
      throws InterruptedException {
    Notes notes = new Notes(RunLog.newId());
    Begun begun =
        new Begun(project, kind, title, commit.apply(project).orElse(""), clock.instant(), notes);
    try {
      T result = work.run(notes);
      keep(begun, ended.apply(result));
      return result;
    } catch (ProblemException e) {
      keep(begun, failed(e.problem()));
      throw e;
    } catch (InterruptedException e) {
      keep(begun, notes.stopped());
      throw e;
    }
  }

  private record Begun(
      Path project, Kind kind, String title, String commit, Instant at, Notes notes) {}

  private static Ended failed(Problem problem) {
    return new Ended(Outcome.NOTHING, problem.title(), KeptProblem.json(problem));
  }

  private void keep(Begun run, Ended how) {
    Notes notes = run.notes();
    // an interrupt that ended the run must not keep the database from being written
    boolean interrupted = Thread.interrupted();
    try {
      RunLog runs = log.get();
      String output = notes.output.masked();
      if (!output.isEmpty()) {
        AtomicFiles.writeString(runs.folder(notes.id).resolve(RunLog.OUTPUT), output);
      }
      runs.keep(
          run.project(),
          new RunRecord(
              notes.id,
              run.kind(),
              run.title(),
              how.outcome(),
              Excerpts.masked(how.summary()),
              notes.commands(),
              RunVariables.kept(environment, notes.variables()),
              run.commit(),
              notes.tree,
              run.at(),
              Duration.between(run.at(), clock.instant()),
              JSON.writeValueAsString(how.detail())));
    } catch (ProblemException e) {
      LOG.warn("A run is not kept: {}", e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result is maps and lists", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes what a run tells of itself while it goes on; any thread. */
  public static final class Notes {

    private final String id;
    private final BoundedOutput output = new BoundedOutput();
    private final List<String> commands = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private volatile String tree = "";
    private volatile @Nullable Supplier<Ended> stopped;

    private Notes(String id) {
      this.id = id;
    }

    /** Names the run. */
    public String id() {
      return id;
    }

    /** A command begins; as a person would type it. */
    public synchronized void command(String shown) {
      commands.add(Excerpts.masked(shown));
      output.add("> " + shown);
    }

    /** Variables are set in addition to this process's own. */
    public synchronized void set(Map<String, String> more) {
      variables.putAll(more);
    }

    /** Something was printed. */
    public void line(String text) {
      output.add(text);
    }

    /** The state of the files that the run is about. */
    public void tree(String name) {
      tree = name;
    }

    /** What is to be kept where the user ends the run. */
    public void whenStopped(Supplier<Ended> soFar) {
      stopped = soFar;
    }

    private Ended stopped() {
      Supplier<Ended> soFar = stopped;
      return soFar == null
          ? new Ended(Outcome.STOPPED, "Stopped before its end", Map.of())
          : soFar.get();
    }

    private synchronized List<String> commands() {
      return List.copyOf(commands);
    }

    private synchronized Map<String, String> variables() {
      return Map.copyOf(variables);
    }
  }
}
