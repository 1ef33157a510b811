package dev.dragoncode.readiness;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Reads;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.TreeChange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks side by side and remembers what each has read: after a change only those run again
 * that it concerns. One caller at a time.
 */
public final class Evaluator {

  private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

  /** Files that one task parses, so that the pool stays evenly busy. */
  private static final int CHUNK = 128;

  private final List<Check> checks;
  private final Function<ProjectView, List<Sources>> sources;
  private final Clock clock;
  private final ExecutorService pool;
  private final Map<Check, Decided> decided = new HashMap<>();
  private Map<String, Proven> proofs = Map.of();

  private record Decided(Verdict verdict, Reads reads) {}

  /** Source files and how they are read, to be parsed ahead of the checks that ask for them. */
  public record Sources(String extension, List<IndexedFile> files, Syntax<?> syntax) {}

  /**
   * @param sources the source files that the checks of depth {@link Check.Depth#SOURCES} will read
   * @param pool a small fixed pool; the caller closes it
   */
  public Evaluator(
      List<Check> checks,
      Function<ProjectView, List<Sources>> sources,
      Clock clock,
      ExecutorService pool) {
    this.checks = List.copyOf(checks);
    this.sources = sources;
    this.clock = clock;
    this.pool = pool;
  }

  /** What {@link #evaluate} tells while it works. */
  public interface Progress {

    /** Says nothing. */
    Progress NONE = (_, _, _) -> {};

    /**
     * Called after the manifests were checked and while sources are read, from any thread.
     *
     * @param done checks decided so far
     * @param checks checks in all
     * @param report what is known so far; checks still to be decided are unknown
     */
    void at(int done, int checks, Optional<ReadinessReport> report);
  }

  /** How many checks there are. */
  public int checks() {
    return checks.size();
  }

  /** What runs have shown, by the check's id; counts from the next report on. */
  public void prove(Map<String, Proven> shown) {
    proofs = Map.copyOf(shown);
  }

  /**
   * Decides all checks, or after the first time those that the change concerns.
   *
   * @param settingsProblems what is wrong in dragoncode.yaml, for the report
   */
  public ReadinessReport evaluate(
      ProjectFacts facts, TreeChange change, List<Problem> settingsProblems, Progress progress)
      throws InterruptedException {
    long start = System.nanoTime();
    decided.values().removeIf(each -> each.reads.concernedBy(change));
    decide(facts, Check.Depth.MANIFESTS);
    boolean deep = checks.stream().anyMatch(check -> !decided.containsKey(check));
    if (deep) {
      progress.at(
          decided.size(), checks.size(), Optional.of(report(facts, start, settingsProblems)));
      if (change.everything() || change.modified().size() + change.listed().size() > CHUNK) {
        parse(facts, progress);
      }
      decide(facts, Check.Depth.SOURCES);
    }
    return report(facts, start, settingsProblems);
  }

  private void decide(ProjectFacts facts, Check.Depth depth) throws InterruptedException {
    List<Check> open =
        checks.stream()
            .filter(check -> check.depth() == depth && !decided.containsKey(check))
            .toList();
    Map<Check, Future<Decided>> running = new HashMap<>();
    if (open.size() == 1) {
      decided.put(open.getFirst(), run(open.getFirst(), facts));
      return;
    }
    for (Check check : open) {
      running.put(check, pool.submit(() -> run(check, facts)));
    }
    for (Map.Entry<Check, Future<Decided>> each : running.entrySet()) {
      decided.put(each.getKey(), await(each.getValue()));
    }
  }

  private static Decided run(Check check, ProjectFacts facts) {
    ProjectView view = facts.view();
    try {
      return new Decided(check.decide(view), view.reads());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("The check {} failed", check.spec().id(), e);
      return new Decided(
          new Verdict(
              Status.ERROR,
              "The check itself failed: " + Excerpts.shown(String.valueOf(e)),
              List.of(),
              Optional.empty()),
          view.reads());
    }
  }

  /** Reads the sources side by side; the checks then find them in memory. */
  private void parse(ProjectFacts facts, Progress progress) throws InterruptedException {
    List<Future<?>> chunks = new ArrayList<>();
    for (Sources each : sources.apply(facts.view())) {
      List<IndexedFile> files = each.files();
      for (int from = 0; from < files.size(); from += CHUNK) {
        List<IndexedFile> chunk = files.subList(from, Math.min(from + CHUNK, files.size()));
        chunks.add(pool.submit(() -> facts.view().ahead(chunk, each.syntax())));
      }
    }
    for (Future<?> chunk : chunks) {
      await(chunk);
      progress.at(decided.size(), checks.size(), Optional.empty());
    }
  }

  private static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A check's task failed", e.getCause());
    }
  }

  private Verdict proven(String check, Verdict files) {
    Proven proven = proofs.get(check);
    return proven == null ? files : proven.on(files);
  }

  private ReadinessReport report(ProjectFacts facts, long start, List<Problem> settingsProblems) {
    ProjectSettings settings = facts.settings();
    List<Finding> findings =
        checks.stream()
            .map(check -> {
              Decided known = decided.get(check);
              return known == null
                  ? new Finding(
                      check.spec(), Status.UNKNOWN, "Being checked…", List.of(), Optional.empty())
                  : Waivers.apply(check.spec(), proven(check.spec().id(), known.verdict), settings);
            })
            .toList();
    Set<String> ids = checks.stream().map(c -> c.spec().id()).collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>(settingsProblems);
    problems.addAll(
        Waivers.unknown(
            ids, settings, facts.index().source().root().resolve(ProjectSettings.FILE)));
    return new ReadinessReport(
        findings,
        Checklist.of(findings),
        facts.index().size(),
        clock.instant(),
        Duration.ofNanos(System.nanoTime() - start),
        problems);
  }
}
