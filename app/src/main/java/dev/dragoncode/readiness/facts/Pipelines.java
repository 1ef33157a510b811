package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.syntax.Shell;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The jobs that a continuous integration service runs for the project, with the commands that each
 * comes down to.
 *
 * @param files all pipeline files that were found, readable or not
 * @param unreadable pipeline files that break their format
 */
public record Pipelines(List<String> files, List<Job> jobs, List<String> unreadable) {

  /** The pipelines of a project. */
  public static final Fact<Pipelines> FACT =
      new Fact<>("pipelines", view -> new PipelineReader(view).read());

  public Pipelines {
    files = List.copyOf(files);
    jobs = List.copyOf(jobs);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * A job.
   *
   * @param onChanges whether it runs for pull requests, or for every push
   * @param tolerated whether its failure does not fail the pipeline
   */
  public record Job(
      String file, String name, boolean onChanges, boolean tolerated, List<Step> steps, int line) {
    public Job {
      steps = List.copyOf(steps);
    }

    public Stream<Run> runs() {
      return steps.stream().flatMap(step -> step.runs().stream());
    }
  }

  /**
   * A step.
   *
   * @param uses the ready-made action that it calls
   * @param runs the commands that it runs, scripts followed
   */
  public record Step(Optional<String> uses, List<Run> runs, boolean tolerated, int line) {
    public Step {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A command that a job runs.
   *
   * @param file where it stands: the pipeline itself, or the script that it calls
   * @param tolerated whether its failure, or that of its step, is passed over
   */
  public record Run(Shell.Command command, String file, int line, boolean tolerated) {}

  /** A command or an action in a job that may fail the pipeline. */
  public record Hit(Job job, String what, String file, int line, boolean tolerated) {}

  /** The first command that the rule accepts, in any job. Those that can fail come first. */
  public Optional<Hit> command(Predicate<Shell.Command> rule) {
    return command(rule, _ -> true);
  }

  /** The first command that the rule accepts, in the jobs chosen. */
  public Optional<Hit> command(Predicate<Shell.Command> rule, Predicate<Job> in) {
    Optional<Hit> tolerated = Optional.empty();
    for (Job job : jobs) {
      if (!in.test(job)) {
        continue;
      }
      for (Run run : job.runs().toList()) {
        if (rule.test(run.command)) {
          boolean passedOver = run.tolerated || job.tolerated;
          Hit hit = new Hit(job, run.command.toString(), run.file, run.line, passedOver);
          if (!passedOver) {
            return Optional.of(hit);
          }
          tolerated = Optional.of(hit);
        }
      }
    }
    return tolerated;
  }

  /** The first action whose name begins with one of these. Those that can fail come first. */
  public Optional<Hit> action(String... prefixes) {
    return action(u -> Stream.of(prefixes).anyMatch(u::startsWith));
  }

  /** The first action or workflow of another repository that fits, as it is written. */
  public Optional<Hit> action(Predicate<String> wanted) {
    Optional<Hit> tolerated = Optional.empty();
    for (Job job : jobs) {
      for (Step step : job.steps) {
        Optional<String> uses = step.uses.filter(wanted);
        if (uses.isPresent()) {
          boolean passedOver = step.tolerated || job.tolerated;
          Hit hit = new Hit(job, uses.get(), job.file, step.line, passedOver);
          if (!passedOver) {
            return Optional.of(hit);
          }
          tolerated = Optional.of(hit);
        }
      }
    }
    return tolerated;
  }
}
