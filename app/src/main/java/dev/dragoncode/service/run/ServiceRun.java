package dev.dragoncode.service.run;

import dev.dragoncode.io.ports.ListeningPorts;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.ProcessTree;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.ServicePlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A project's service that was started to be looked at, and where it answers. */
public final class ServiceRun implements AutoCloseable {

  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int KEPT = 20_000;
  private static final int LAST_LINES = 15;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final RunningProcess process;
  private final ProbeClient client;
  private final ProcessHandle listener;

  private ServiceRun(
      RunningProcess process, List<String> lines, ProbeClient client, ProcessHandle listener) {
    this.process = process;
    this.client = client;
    this.listener = listener;
    this.lines.addAll(lines);
  }

  /**
   * Starts the service and waits until it answers a request, whatever the answer.
   *
   * @param settings variables of the emulators that run
   * @throws dev.dragoncode.problem.ProblemException if it cannot be started, ends, or answers
   *     nowhere in time; nothing of it is left then
   */
  public static ServiceRun start(
      ProcessRunner processes,
      Path project,
      ServicePlan plan,
      Map<String, String> settings,
      Consumer<OutputLine> output)
      throws InterruptedException {
    Path folder = project.resolve(plan.folder());
    int wanted = LoopbackPorts.anyFree();
    Output kept = new Output(output);
    RunningProcess process =
        processes.start(
            Command.of(Programs.found(plan.command(), folder))
                .in(folder)
                .with(settings)
                .with(ServicePlan.port(wanted)),
            kept);
    try {
      long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
      while (System.nanoTime() < deadline) {
        if (process.exitCode().isPresent()) {
          throw ended(plan, process.exitCode().getAsInt(), kept.last()).asException();
        }
        Optional<ServiceRun> run = answering(process, wanted, kept);
        if (run.isPresent()) {
          kept.into(run.get().lines);
          return run.get();
        }
        process.waitFor(LOOK_EVERY);
      }
      throw Problem.of(
              "The service answers nowhere",
              plan.shown()
                  + " runs for "
                  + STARTS_WITHIN.toMinutes()
                  + " min without a port that"
                  + " speaks HTTP.\n"
                  + String.join("\n", kept.last()),
              Remedy.of("Name the command that starts it as commands.run in dragoncode.yaml."))
          .asException();
    } catch (RuntimeException | InterruptedException e) {
      process.stopTree(Duration.ZERO);
      throw e;
    }
  }

  private static Optional<ServiceRun> answering(RunningProcess process, int wanted, Output kept)
      throws InterruptedException {
    Map<Integer, ProcessHandle> ports =
        ListeningPorts.of(ProcessTree.of(process.handle()).members());
    Set<Integer> candidates = new LinkedHashSet<>();
    // where it listens elsewhere only, the wanted one may be another program's by now
    if (ports.isEmpty() || ports.containsKey(wanted)) {
      candidates.add(wanted);
    }
    candidates.addAll(ports.keySet());
    for (int port : candidates) {
      ProbeClient client = new ProbeClient(URI.create("http://127.0.0.1:" + port));
      if (client.get("/").status() != 0) {
        // looked up again: it may have begun to listen after the first look
        ProcessHandle listener =
            ListeningPorts.of(ProcessTree.of(process.handle()).members())
                .getOrDefault(port, process.handle());
        return Optional.of(new ServiceRun(process, kept.all(), client, listener));
      }
    }
    return Optional.empty();
  }

  private static Problem ended(ServicePlan plan, int exitCode, List<String> last) {
    return Problem.of(
        "The service ended before it answered",
        plan.shown() + " ended with " + exitCode + ".\n" + String.join("\n", last),
        Remedy.of("Start the emulators that it needs: dragoncode up."),
        Remedy.of("Name the command that starts it as commands.run in dragoncode.yaml."));
  }

  /** Where it answers. */
  public URI base() {
    return client.base();
  }

  /** The process that answers: a build tool may stand between it and this one. */
  public ProcessHandle listener() {
    return listener;
  }

  ProbeClient client() {
    return client;
  }

  /** What it has printed, oldest first. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Asks the process that listens to end, as a cluster would. */
  void terminate() {
    listener.destroy();
  }

  /**
   * Waits for the end of the process that listens.
   *
   * @return when it was, by the nano clock; empty where it did not end in time
   */
  OptionalLong awaitEnd(CompletableFuture<Long> end, Duration timeout) throws InterruptedException {
    try {
      return OptionalLong.of(end.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return OptionalLong.empty();
    }
  }

  /** Completes with the moment at which the process that listens ends, by the nano clock. */
  CompletableFuture<Long> end() {
    return listener.onExit().thenApply(_ -> System.nanoTime());
  }

  @Override
  public void close() {
    try {
      process.stopTree(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The lines, handed on as they come: first kept here, then in the run. */
  private static final class Output implements Consumer<OutputLine> {
    private final Consumer<OutputLine> next;
    private final List<String> early = new ArrayList<>();
    private List<String> target = early;

    Output(Consumer<OutputLine> next) {
      this.next = next;
    }

    @Override
    public void accept(OutputLine line) {
      synchronized (this) {
        if (target.size() < KEPT) {
          target.add(line.text());
        }
      }
      next.accept(line);
    }

    synchronized void into(List<String> lines) {
      lines.addAll(early.subList(Math.min(lines.size(), early.size()), early.size()));
      target = lines;
    }

    synchronized List<String> all() {
      return List.copyOf(target);
    }

    synchronized List<String> last() {
      return List.copyOf(target.subList(Math.max(0, target.size() - LAST_LINES), target.size()));
    }
  }
}
