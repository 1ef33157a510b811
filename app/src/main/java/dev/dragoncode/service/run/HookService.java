package dev.dragoncode.service.run;

import dev.dragoncode.io.files.IgnoreRules;
import dev.dragoncode.io.git.HookFolder;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.hooks.HookPlan;
import dev.dragoncode.run.hooks.HookPlan.Tool;
import dev.dragoncode.run.hooks.HookRun;
import dev.dragoncode.run.hooks.HookScripts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs what a commit would run, and installs it in this clone. It executes what the project brings:
 * callers ask for trust first.
 */
public final class HookService {

  /** A hook that takes longer keeps people from committing. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final ProcessRunner processes;
  private final Function<Path, ReadProject> reader;
  private final RunRecorder recorder;
  private final Map<String, String> environment;

  /**
   * @param reader reads a project as it is
   * @param environment of this process
   */
  public HookService(
      ProcessRunner processes,
      Function<Path, ReadProject> reader,
      RunRecorder recorder,
      Map<String, String> environment) {
    this.processes = processes;
    this.reader = reader;
    this.recorder = recorder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The hooks of a clone.
   *
   * @param plan empty where nothing configures any
   * @param installed the stages at which git runs them now
   * @param others stages at which git runs something else
   */
  public record State(Optional<HookPlan> plan, List<String> installed, List<String> others) {
    public State {
      installed = List.copyOf(installed);
      others = List.copyOf(others);
    }

    /** Whether git runs all that is configured. */
    public boolean complete() {
      return plan.isPresent() && installed.containsAll(plan.get().stages());
    }
  }

  /**
   * Looks at the hooks; runs nothing.
   *
   * @throws ProblemException if the folder cannot be read or lies in no repository
   */
  public State state(Path project) {
    ReadProject read = reader.apply(project);
    HookFolder folder = HookFolder.of(repository(project));
    Optional<HookPlan> plan = HookPlan.of(read.view(), read.view().hooks());
    List<String> installed = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String stage : plan.map(HookPlan::stages).orElse(List.of())) {
      folder
          .installed(stage)
          .ifPresent(text ->
              (HookScripts.belongs(plan.orElseThrow(), text, folder.elsewhere().orElse(""))
                      ? installed
                      : others)
                  .add(stage));
    }
    return new State(plan, installed, others);
  }

  /**
   * Runs what a commit would.
   *
   * @param all whether on all files, not only on those that are staged
   * @throws ProblemException if there is none, or its tool is missing
   */
  public HookRun run(Path project, boolean all, Consumer<OutputLine> lines)
      throws InterruptedException {
    return recorder.record(
        project,
        RunRecord.Kind.HOOKS,
        "Pre-commit",
        notes -> run(project, all, lines, notes),
        run -> new RunRecorder.Ended(outcome(run), run.summary(), run.json()));
  }

  private static RunRecord.Outcome outcome(HookRun run) {
    if (!run.passed()) {
      return RunRecord.Outcome.FAILED;
    }
    return run.count(HookRun.Result.PASSED) > 0
        ? RunRecord.Outcome.PASSED
        : RunRecord.Outcome.NOTHING;
  }

  private HookRun run(
      Path project, boolean all, Consumer<OutputLine> lines, RunRecorder.Notes notes)
      throws InterruptedException {
    Path repository = repository(project);
    ReadProject read = reader.apply(project);
    HookPlan plan = planned(read);
    notes.tree(new TreeHash().contents(read.index()));
    notes.command(String.join(" ", plan.command(all)));
    Map<String, String> set = Map.of("NO_COLOR", "1", "PATH", path(repository));
    notes.set(Map.of("NO_COLOR", "1"));
    List<String> printed = new ArrayList<>();
    long began = System.nanoTime();
    ProcessResult ended =
        processes.run(
            Command.of(found(plan, plan.command(all), repository))
                .in(repository)
                .with(set)
                .marked(notes.id()),
            LONGEST,
            line -> {
              synchronized (printed) {
                // the results stand in the first and the last lines; more is in the output
                if (printed.size() < ProcessRunner.KEPT_LINES || line.text().length() < 200) {
                  printed.add(line.text());
                }
                if (printed.size() > 2 * ProcessRunner.KEPT_LINES) {
                  printed.subList(ProcessRunner.KEPT_LINES, printed.size() - 1_000).clear();
                }
              }
              notes.line(line.text());
              lines.accept(line);
            });
    synchronized (printed) {
      return HookRun.of(
          plan,
          List.copyOf(printed),
          ended.exitCode(),
          ended.timedOut(),
          Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /**
   * Has git run the project's hooks in this clone from now on.
   *
   * @return the stages that were installed; none where all are
   * @throws ProblemException if there is nothing to install, or somebody else's hook stands there:
   *     then nothing was changed
   */
  public List<String> install(Path project) {
    ReadProject read = reader.apply(project);
    HookPlan plan = planned(read);
    HookFolder folder = HookFolder.of(repository(project));
    State state = state(project);
    if (plan.tool() == Tool.PLAIN) {
      return List.of();
    }
    if (!state.others().isEmpty()) {
      throw Problem.of(
              "There is another " + state.others().getFirst() + " hook already",
              folder.path().resolve(state.others().getFirst())
                  + " is not one of "
                  + plan.tool().word()
                  + ", and would be lost. Nothing was changed.",
              Remedy.of(
                  "Move what it does into %s, delete it, and install again."
                      .formatted(plan.config())))
          .asException();
    }
    if (folder.elsewhere().isPresent() && !state.complete()) {
      throw Problem.of(
              "git looks for hooks elsewhere",
              "core.hooksPath of this clone is %s. Nothing was changed."
                  .formatted(folder.elsewhere().get()),
              Remedy.of("Take it back: git config --unset core.hooksPath, then install again."))
          .asException();
    }
    List<String> done = new ArrayList<>();
    for (String stage : plan.stages()) {
      if (!state.installed().contains(stage)) {
        folder.install(stage, HookScripts.of(plan, stage));
        done.add(stage);
      }
    }
    return done;
  }

  /** Takes away the hooks that {@link #install} wrote; others stay. */
  public List<String> uninstall(Path project) {
    HookFolder folder = HookFolder.of(repository(project));
    return planned(reader.apply(project)).stages().stream().filter(folder::uninstall).toList();
  }

  private static HookPlan planned(ReadProject read) {
    return HookPlan.of(read.view(), read.view().hooks())
        .orElseThrow(() ->
            Problem.of(
                    "No hook is configured",
                    "There is no lefthook.yml, no .pre-commit-config.yaml, no .husky, no .githooks.",
                    Remedy.of("Have one written: dragoncode fix VAL-HOOKS"))
                .asException());
  }

  private static Path repository(Path project) {
    return IgnoreRules.repositoryOf(project)
        .orElseThrow(() ->
            Problem.of(
                    project.getFileName() + " lies in no git repository",
                    "Hooks are run by git.",
                    Remedy.of("Make it one: git init"))
                .asException());
  }

  /** As npm has it: what the project has installed comes first. */
  private String path(Path repository) {
    return repository.resolve("node_modules").resolve(".bin")
        + File.pathSeparator
        + environment.getOrDefault("PATH", "");
  }

  private List<String> found(HookPlan plan, List<String> command, Path repository) {
    if (plan.tool() != Tool.PRE_COMMIT && plan.tool() != Tool.LEFTHOOK) {
      return Programs.found(command, repository);
    }
    String program = command.getFirst();
    for (String folder : path(repository).split(File.pathSeparator)) {
      Path file = Path.of(folder).resolve(program);
      if (Files.isExecutable(file) && Files.isRegularFile(file)) {
        List<String> all = new ArrayList<>(command);
        all.set(0, file.toString());
        return all;
      }
    }
    throw Problem.of(
            program + " is not installed",
            "%s names the hooks, and %s runs them.".formatted(plan.config(), program),
            Remedy.of(
                plan.tool() == Tool.PRE_COMMIT
                    ? "Install it: pipx install pre-commit"
                    : "Install it: npm install --save-dev lefthook, or brew install lefthook"))
        .asException();
  }
}
