package dev.dragoncode.cli;

import dev.dragoncode.emulators.lifecycle.Ending;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.service.ConnectionSettings;
import dev.dragoncode.service.ProgramSettings;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.run.Programs;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a project's emulators and stays until it is stopped, or leaves them running. */
@CommandLine.Command(
    name = "up",
    description = {
      "Starts the emulators that a project needs.",
      "With `-- COMMAND ARGUMENT…` at its end it runs that in the folder once they are ready, with the variables by which programs find them, and then stops them."
    },
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  /** How long the command may take to end when it is asked to. */
  private static final Duration COMMAND_GRACE = Duration.ofSeconds(5);

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "docker, embedded, auto (a container where its image can be had in 2 s), or kubernetes (the"
              + " context that DRAGONCODE_KUBE_CONTEXT names; not tried on a real cluster).")
  private Optional<EnginePreference> engine = Optional.empty();

  /** What runs beside the emulators; empty for nothing. */
  private List<String> beside = List.of();

  @Option(names = "--detach", description = "Leaves them running and returns once they are ready.")
  private boolean detach;

  @Option(
      names = "--offline",
      description = "Asks no registry and no repository: takes what is on this machine.")
  private boolean offline;

  UpCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  /** Names the command that runs once the emulators are ready. */
  void beside(List<String> command) {
    beside = List.copyOf(command);
  }

  @Override
  public Integer call() throws InterruptedException {
    return run(project.folder(), false);
  }

  /** The window's twin: emulators, connection settings, checklist, until Ctrl-C. */
  int runTwin(Path folder) throws InterruptedException {
    return run(folder, true);
  }

  private int run(Path folder, boolean withChecklist) throws InterruptedException {
    if (offline) {
      services.offline();
    }
    ProjectSession session = services.open(folder);
    CountDownLatch stop = new CountDownLatch(1);
    services.onShutdown(() -> {
      stop.countDown();
      session.close(detach ? Ending.LEAVE_RUNNING : Ending.STOP);
    });
    engine.ifPresent(session.emulators()::prefer);
    session.emulatorService().claim();
    if (detach) {
      session.emulatorService().startToStay();
    }
    session.awaitPlan();
    List<Problem> unmet = session.emulators().planProblems().latest();
    unmet.forEach(terminal::problem);
    if (session.emulators().stack().latest().emulators().isEmpty()) {
      if (unmet.isEmpty()) {
        terminal.line("No emulator is needed: nothing in this project asks for one.");
      }
      if (!beside.isEmpty()) {
        return end(session, runBeside(session));
      }
      if (withChecklist) {
        printChecklist(session);
      }
      return end(session, unmet.isEmpty() ? Exit.OK : Exit.GAPS);
    }
    Map<String, String> printed = new HashMap<>();
    StackSnapshot settled;
    try (Subscription _ = session.emulators().stack().subscribe(s -> printChanges(s, printed))) {
      session.emulators().startAll();
      settled = await(session, s -> s.emulators().stream().allMatch(UpCommand::settled), stop);
    }
    if (stop.getCount() == 0) {
      return Exit.OK;
    }
    boolean failed =
        !unmet.isEmpty() || settled.emulators().stream().anyMatch(e -> !e.state().done());
    if (!beside.isEmpty()) {
      noteMissing(settled);
      return end(session, runBeside(session));
    }
    printConnections(settled);
    if (withChecklist) {
      printChecklist(session);
    }
    boolean none =
        settled.emulators().stream().noneMatch(e -> e.state() instanceof EmulatorState.Ready);
    if (detach && !none) {
      noteIfFarAway(settled);
    }
    if (detach || none) {
      return end(session, failed ? Exit.GAPS : Exit.OK);
    }
    terminal.note("Running; Ctrl-C stops.");
    await(session, s -> s.emulators().stream().noneMatch(UpCommand::mayComeBack), stop);
    return end(session, failed ? Exit.GAPS : Exit.OK);
  }

  private void noteMissing(StackSnapshot stack) {
    List<String> missing =
        stack.emulators().stream()
            .filter(emulator -> !emulator.state().done())
            .map(EmulatorSnapshot::id)
            .toList();
    if (!missing.isEmpty()) {
      terminal.note("The command runs without " + String.join(", ", missing) + ".");
    }
  }

  /** Runs the command until it ends, or until this process is asked to; its code becomes ours. */
  private int runBeside(ProjectSession session) throws InterruptedException {
    Map<String, String> settings =
        ProgramSettings.of(session.emulators().stack().latest().emulators());
    RunningProcess process =
        new ProcessRunner()
            .start(
                Command.of(Programs.found(beside, session.root()))
                    .in(session.root())
                    .with(settings),
                line -> {
                  if (line.stream() == OutputLine.Stream.OUT) {
                    terminal.line(line.text());
                  } else {
                    terminal.note(line.text());
                  }
                });
    try {
      CountDownLatch done = new CountDownLatch(1);
      CompletableFuture<?> _ = process.onExit().thenRun(done::countDown);
      services.onShutdown(done::countDown);
      done.await();
      return process.exitCode().orElse(Exit.PROBLEM);
    } finally {
      process.stopTree(COMMAND_GRACE);
    }
  }

  /** The way to another machine's ports ends with this process. */
  private void noteIfFarAway(StackSnapshot stack) {
    boolean containers =
        stack.emulators().stream()
            .flatMap(emulator -> emulator.choice().stream())
            .anyMatch(choice -> choice.kind() == EngineKind.DOCKER);
    if (containers
        && stack.docker() instanceof EngineStatus.Available engine
        && !engine.where().equals("local")) {
      terminal.note(
          "They run on %s and cannot be reached from here once this command ends: leave --detach out, or run dragoncode up again."
              .formatted(engine.where()));
    }
  }

  private int end(ProjectSession session, int code) {
    session.close(detach ? Ending.LEAVE_RUNNING : Ending.STOP);
    return code;
  }

  /** Waits until the stack is as wanted or the process is asked to end. */
  private static StackSnapshot await(
      ProjectSession session, Predicate<StackSnapshot> wanted, CountDownLatch stop)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Thread stopWatch =
        Thread.startVirtualThread(() -> {
          try {
            stop.await();
            done.countDown();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (Subscription _ =
        session
            .emulators()
            .stack()
            .subscribe(s -> {
              if (wanted.test(s)) {
                done.countDown();
              }
            })) {
      done.await();
    } finally {
      stopWatch.interrupt();
    }
    return session.emulators().stack().latest();
  }

  /** An emulator whose engine is away is taken up again when that is back. */
  private static boolean mayComeBack(EmulatorSnapshot emulator) {
    return emulator.state().active() || emulator.state() instanceof EmulatorState.EngineUnavailable;
  }

  private static boolean settled(EmulatorSnapshot emulator) {
    return switch (emulator.state()) {
      case EmulatorState.Ready _,
          EmulatorState.Failed _,
          EmulatorState.EngineUnavailable _,
          EmulatorState.Stopped _ ->
          true;
      default -> false;
    };
  }

  private void printChanges(StackSnapshot stack, Map<String, String> printed) {
    for (EmulatorSnapshot emulator : stack.emulators()) {
      String line = describe(emulator);
      if (!line.equals(printed.put(emulator.id(), line)) && !line.isEmpty()) {
        terminal.note("%-12s %s".formatted(emulator.id(), line));
        problem(emulator).ifPresent(terminal::problem);
      }
    }
  }

  private static String describe(EmulatorSnapshot emulator) {
    return switch (emulator.state()) {
      case EmulatorState.NotStarted _ -> "";
      case EmulatorState.Waiting(var on) -> "waits for " + String.join(", ", on);
      case EmulatorState.Pulling(PullProgress p) ->
          "fetching "
              + emulator.artifact().orElse(p.what())
              + (p.totalBytes() > 0 ? " " + 10 * (int) (p.fraction() * 10) + " %" : "");
      case EmulatorState.Starting _ ->
          "starting ("
              + emulator
                  .choice()
                  .map(c -> c.kind().word() + ": " + c.why())
                  .orElse("choosing an engine")
              + ")";
      case EmulatorState.Ready(var endpoints, var _) ->
          "ready on "
              + String.join(", ", endpoints.stream().map(e -> e.host() + ":" + e.port()).toList());
      case EmulatorState.Unhealthy(String reason, var _, var _) -> "unhealthy: " + reason;
      case EmulatorState.Stopping _ -> "stopping";
      case EmulatorState.Stopped(boolean completed) -> completed ? "completed" : "stopped";
      case EmulatorState.Failed _ -> "failed";
      case EmulatorState.EngineUnavailable _ -> "no engine";
    };
  }

  private static Optional<Problem> problem(EmulatorSnapshot emulator) {
    return switch (emulator.state()) {
      case EmulatorState.Failed(var problem) -> Optional.of(problem);
      case EmulatorState.EngineUnavailable(var problem) -> Optional.of(problem);
      default -> Optional.empty();
    };
  }

  private void printConnections(StackSnapshot stack) {
    for (EmulatorSnapshot emulator : stack.emulators()) {
      if (!(emulator.state() instanceof EmulatorState.Ready)) {
        continue;
      }
      terminal.line("");
      terminal.line(
          "# "
              + emulator.name()
              + emulator.artifact().map(a -> ", " + a).orElse("")
              + emulator.choice().map(UpCommand::engineText).orElse(""));
      terminal.out().print(ConnectionSettings.format(List.of(emulator), Dialect.DOTENV));
      terminal.out().flush();
    }
  }

  private static String engineText(EngineChoice choice) {
    return " (" + choice.kind().word() + ": " + choice.why() + ")";
  }

  private void printChecklist(ProjectSession session) throws InterruptedException {
    ReadinessReport report = session.awaitReport();
    terminal.line("");
    CheckCommand.printText(session.readiness().readiness().latest(), report, terminal);
  }
}
