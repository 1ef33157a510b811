package dev.dragoncode.emulators.engine.fake;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.LogLevels;
import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What fake engines run on, and the script of what happens there. Several {@link FakeEngine}s may
 * share one world, as several runs of the app share one Docker. Scripts are by the emulator's id.
 */
public final class FakeWorld {

  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final FakeData data = new FakeData();
  private volatile @Nullable Problem unavailable;

  /** Holds a start, or whatever else comes to it, until it is opened. */
  public static final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Waits until something has come to the gate. */
    public void awaitReached() throws InterruptedException {
      reached.await();
    }

    public void open() {
      opened.countDown();
    }

    void pass() throws InterruptedException {
      reached.countDown();
      opened.await();
    }
  }

  /** The engine stops answering, and all that ran on it ends, as when Docker is stopped. */
  public void stopEngine(Problem problem) {
    unavailable = problem;
    running.values().forEach(one -> one.end(new Liveness.Gone()));
    running.clear();
  }

  /** The engine answers again. */
  public void startEngine() {
    unavailable = null;
  }

  /** Starts take this long, once everything is fetched. */
  public void delayStart(String id, Duration delay) {
    script(id).delay = delay;
  }

  /** Starts wait at the gate, after they have said that they are starting. */
  public Gate holdStart(String id) {
    Gate gate = new Gate();
    script(id).gate = gate;
    return gate;
  }

  /** Whoever reads its last lines waits at the gate. */
  public Gate holdTail(String id) {
    Gate gate = new Gate();
    script(id).tailGate = gate;
    return gate;
  }

  /** Starts fetch this many bytes first, in ten steps. */
  public void pull(String id, long bytes) {
    script(id).pullBytes = bytes;
  }

  /** Starts wait at the gate half-way through fetching; see {@link #pull}. */
  public Gate holdPull(String id) {
    Gate gate = new Gate();
    script(id).pullGate = gate;
    return gate;
  }

  /** Starts fail until {@link #letStart}. */
  public void failStart(String id, Problem problem) {
    script(id).failure = problem;
  }

  public void letStart(String id) {
    script(id).failure = null;
  }

  /** This engine cannot start it, for the reason given. */
  public void refuse(String id, String why, Problem problem) {
    script(id).refusal = new Refusal(why, problem);
  }

  /** Its ports stop answering, or never begin to, while it runs. */
  public void mute(String id) {
    script(id).muted = true;
    find(id).ifPresent(Running::closePorts);
  }

  /** Its ports answer again. */
  public void unmute(String id) throws IOException {
    script(id).muted = false;
    Optional<Running> one = find(id);
    if (one.isPresent()) {
      one.get().openPorts();
    }
  }

  /** It ends by itself. */
  public void crash(String id, int exitCode, String reason) {
    find(id).orElseThrow(NoSuchElementException::new).end(new Liveness.Ended(exitCode, reason));
  }

  /** It writes a line. */
  public void log(String id, String text) {
    find(id).orElseThrow(NoSuchElementException::new).log(text);
  }

  /** What it was told of the emulators that it talks to. */
  public List<Neighbour> neighbours(String id) {
    return find(id).orElseThrow(NoSuchElementException::new).request.neighbours();
  }

  /** It writes into its kept data. */
  public void write(String id, String text) {
    data.write(set(id), text);
  }

  /** What it has in its kept data. */
  public String read(String id) {
    return data.read(set(id));
  }

  /** The kept data of all emulators. */
  public FakeData data() {
    return data;
  }

  private DataSet set(String id) {
    return find(id).flatMap(one -> one.request.kept()).orElseThrow(NoSuchElementException::new);
  }

  /** What it is seen to use. */
  public void use(String id, ResourceUse use) {
    script(id).use = use;
  }

  Script script(String id) {
    return scripts.computeIfAbsent(id, key -> new Script());
  }

  Map<String, Running> running() {
    return running;
  }

  void requireAvailable() {
    Problem problem = unavailable;
    if (problem != null) {
      throw problem.asException();
    }
  }

  Optional<Problem> unavailable() {
    return Optional.ofNullable(unavailable);
  }

  private Optional<Running> find(String id) {
    return running.values().stream().filter(one -> one.instance.emulator().equals(id)).findFirst();
  }

  /** Why an emulator cannot be started. */
  record Refusal(String why, Problem problem) {}

  /** What is to happen to an emulator. */
  static final class Script {
    volatile Duration delay = Duration.ZERO;
    volatile @Nullable Gate gate;
    volatile @Nullable Gate pullGate;
    volatile @Nullable Gate tailGate;
    volatile @Nullable Problem failure;
    volatile @Nullable Refusal refusal;
    volatile long pullBytes;
    volatile boolean muted;
    volatile ResourceUse use = new ResourceUse(1.5, 48L << 20);
  }

  /** One started emulator. */
  static final class Running {
    final Instance instance;
    final StartRequest request;
    final List<Consumer<LogLine>> followers = new CopyOnWriteArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private final List<FakePort> ports = new ArrayList<>();
    private volatile Liveness liveness = new Liveness.Running();

    Running(Instance instance, StartRequest request) {
      this.instance = instance;
      this.request = request;
    }

    Liveness liveness() {
      return liveness;
    }

    synchronized void openPorts() throws IOException {
      closePorts();
      EmulatorSpec spec = request.spec();
      for (EmulatorSpec.PortSpec port : spec.ports()) {
        ports.add(FakePort.open(spec, port.name(), instance.ports().getOrDefault(port.name(), 0)));
      }
    }

    synchronized void closePorts() {
      ports.forEach(FakePort::close);
      ports.clear();
    }

    void end(Liveness how) {
      liveness = how;
      closePorts();
    }

    synchronized void log(String text) {
      String id = instance.emulator();
      LogLine line = new LogLine(Instant.now(), id, LogLevels.guess(text), text);
      lines.add(line);
      followers.forEach(follower -> follower.accept(line));
    }

    synchronized List<LogLine> newest(int count) {
      return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    synchronized void follow(int pastLines, Consumer<LogLine> follower) {
      newest(pastLines).forEach(follower);
      followers.add(follower);
    }
  }
}
