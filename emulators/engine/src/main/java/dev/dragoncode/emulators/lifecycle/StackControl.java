package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EngineShell;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.ShellTerminal;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What a process that does not run a stack can do with it: {@code status}, {@code down}, {@code
 * env} and {@code logs} of another process's or a left-running stack.
 */
public final class StackControl {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Path home;
  private final List<EmulatorEngine> engines;
  private final StackRecords records;
  private final StackRequests requests;
  private final StackFiles files;

  /**
   * @param home the user's data folder
   */
  public StackControl(Path home, List<EmulatorEngine> engines) {
    this.home = home;
    this.engines = List.copyOf(engines);
    this.records = new StackRecords(home);
    this.requests = new StackRequests(home);
    this.files = new StackFiles(home);
  }

  /**
   * The project's stack as it is now: what its living owner wrote last or, where it has none, the
   * last record with what has ended since shown as stopped. Empty where nothing is known of it.
   */
  public Optional<StackSnapshot> status(Path project) throws InterruptedException {
    Optional<StackRecord> record = records.read(project);
    if (record.isEmpty() || record.get().owned()) {
      return record.map(StackRecord::stack);
    }
    List<String> running =
        running(project).keySet().stream().map(Instance::emulator).distinct().toList();
    StackSnapshot stack = record.get().stack();
    List<EmulatorSnapshot> emulators =
        stack.emulators().stream()
            .map(e -> e.state().active() && !running.contains(e.id()) ? e.stopped() : e)
            .toList();
    return Optional.of(
        new StackSnapshot(stack.version(), stack.docker(), stack.preference(), emulators));
  }

  /**
   * Stops a project's stack: asks its living owner to, or stops its instances where none lives.
   *
   * @return how many emulators were running
   * @throws dev.dragoncode.problem.ProblemException if the owner does not follow in time
   */
  public int down(Path project, Duration timeout) throws InterruptedException {
    Path real = StackFiles.real(project);
    Optional<StackRecord> record = records.read(real);
    if (record.isPresent() && record.get().owned()) {
      return ask(real, record.get(), timeout);
    }
    Map<Instance, EmulatorEngine> running = instances(real);
    for (Map.Entry<Instance, EmulatorEngine> entry : running.entrySet()) {
      entry.getValue().stop(entry.getKey(), GRACE);
    }
    new StackData(real, home, engines).endSession();
    records.remove(real);
    return running.size();
  }

  private int ask(Path project, StackRecord record, Duration timeout) throws InterruptedException {
    int active = active(record.stack());
    records.requestStop(project);
    long deadline = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<StackRecord> now = records.read(project);
      if (now.isEmpty() || active(now.get().stack()) == 0) {
        return active;
      }
      if (!now.get().owned()) {
        return down(project, timeout);
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw Problem.of(
            "The emulators were not stopped",
            "DragonCode, process %d, runs them and did not stop them within %d s."
                .formatted(record.owner().map(Session::pid).orElse(0L), timeout.toSeconds()),
            Remedy.of("Stop them there."),
            Remedy.of("End that process, then run this command again."))
        .asException();
  }

  private static int active(StackSnapshot stack) {
    return (int) stack.emulators().stream().filter(e -> e.state().active()).count();
  }

  /**
   * Asks the living owner of a project's stack to do something and waits until it is done.
   *
   * @return empty where nobody runs the stack: whoever asks may then do it himself
   * @throws dev.dragoncode.problem.ProblemException if the owner ends before it answers
   */
  public Optional<Outcome> ask(Path project, StackTask task) throws InterruptedException {
    Path real = StackFiles.real(project);
    if (records.read(real).filter(StackRecord::owned).isEmpty()) {
      return Optional.empty();
    }
    String id = requests.ask(real, task);
    try {
      while (true) {
        boolean owned = records.read(real).filter(StackRecord::owned).isPresent();
        Optional<Outcome> answer = requests.takeAnswer(real, id, task);
        if (answer.isPresent()) {
          return answer;
        }
        if (!owned) {
          throw Problem.of(
                  "Could not " + task.words(),
                  "The DragonCode that ran the emulators ended before it was done. Their data is as"
                      + " it was before, or all of it is new.",
                  Remedy.of("Look with: dragoncode status"),
                  Remedy.of("Run this command again."))
              .asException();
        }
        Thread.sleep(LOOK_EVERY);
      }
    } finally {
      requests.withdraw(real, id);
    }
  }

  /** Asks the living owner of a project's stack to do something, and does not wait. */
  public void request(Path project, StackTask task) {
    Path real = StackFiles.real(project);
    if (records.read(real).filter(StackRecord::owned).isPresent()) {
      requests.tell(real, task);
    }
  }

  /** The living session that runs a project's emulators. */
  public Optional<String> session(Path project) {
    return records
        .read(StackFiles.real(project))
        .filter(StackRecord::owned)
        .flatMap(StackRecord::owner)
        .map(Session::id);
  }

  /** Whether a project's emulators were left running by a session that has ended. */
  public boolean left(Path project) {
    return records.read(project).filter(StackRecord::left).isPresent();
  }

  /** A project's snapshots, newest first. */
  public List<SavedStack> snapshots(Path project) {
    return new SavedStacks(files.snapshots(StackFiles.real(project))).list();
  }

  /** The newest lines of all running emulators of a project, merged by time, oldest first. */
  public List<LogLine> logs(Path project, int lines) throws InterruptedException {
    List<LogLine> merged = new ArrayList<>();
    for (Map.Entry<Instance, EmulatorEngine> entry : instances(project).entrySet()) {
      merged.addAll(entry.getValue().tail(entry.getKey(), lines));
    }
    merged.sort(Comparator.comparing(LogLine::at));
    return List.copyOf(merged.subList(Math.max(0, merged.size() - lines), merged.size()));
  }

  /** Calls the consumer with past and coming lines, one at a time, until closed. */
  public Subscription follow(Path project, int pastLines, Consumer<? super LogLine> consumer)
      throws InterruptedException {
    ReentrantLock order = new ReentrantLock();
    List<Subscription> followed = new ArrayList<>();
    for (Map.Entry<Instance, EmulatorEngine> entry : running(project).entrySet()) {
      followed.add(
          entry
              .getValue()
              .follow(
                  entry.getKey(),
                  pastLines,
                  line -> {
                    order.lock();
                    try {
                      consumer.accept(line);
                    } finally {
                      order.unlock();
                    }
                  }));
    }
    return () -> followed.forEach(Subscription::close);
  }

  /**
   * Runs a shell inside one of a project's running emulators until it ends.
   *
   * @return the shell's exit code
   * @throws dev.dragoncode.problem.ProblemException if it does not run, or in no container
   */
  public int shell(Path project, String emulator, ShellTerminal terminal)
      throws InterruptedException {
    Map<Instance, EmulatorEngine> running = running(project);
    for (Map.Entry<Instance, EmulatorEngine> entry : running.entrySet()) {
      if (entry.getKey().emulator().equals(emulator)) {
        EngineShell shell =
            entry
                .getValue()
                .shell()
                .orElseThrow(() -> noContainer(project, emulator).asException());
        return shell.open(entry.getKey(), terminal);
      }
    }
    List<String> others = running.keySet().stream().map(Instance::emulator).sorted().toList();
    throw Problem.of(
            emulator + " does not run",
            others.isEmpty()
                ? "No emulator of this project runs."
                : "These run: " + String.join(", ", others) + ".",
            Remedy.of("Start it: dragoncode up"))
        .asException();
  }

  private Problem noContainer(Path project, String emulator) {
    Optional<String> client =
        records
            .read(StackFiles.real(project))
            .flatMap(record -> record.stack().emulator(emulator))
            .flatMap(EmulatorSnapshot::client);
    return Problem.of(
        emulator + " runs in no container",
        "An embedded engine is a program of this machine, so there is no inside to open a terminal"
            + " in.",
        client
            .map(line -> Remedy.of("Talk to it with its own client: " + line))
            .orElseGet(() -> Remedy.of("Look at its settings: dragoncode env")),
        Remedy.of("Run it in a container: dragoncode up --engine docker"));
  }

  private Map<Instance, EmulatorEngine> running(Path project) throws InterruptedException {
    Map<Instance, EmulatorEngine> running = new LinkedHashMap<>();
    for (Map.Entry<Instance, EmulatorEngine> entry : instances(project).entrySet()) {
      if (entry.getValue().liveness(entry.getKey()) instanceof Liveness.Running) {
        running.put(entry.getKey(), entry.getValue());
      }
    }
    return running;
  }

  private Map<Instance, EmulatorEngine> instances(Path project) throws InterruptedException {
    Path real = StackFiles.real(project);
    Map<Instance, EmulatorEngine> instances = new LinkedHashMap<>();
    for (EmulatorEngine engine : engines) {
      if (engine.status().available()) {
        engine.instances().stream()
            .filter(instance -> instance.owner().project().equals(real))
            .forEach(instance -> instances.put(instance, engine));
      }
    }
    return instances;
  }
}
