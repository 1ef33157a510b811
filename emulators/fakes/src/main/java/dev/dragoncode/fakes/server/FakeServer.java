package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.ConfigFile;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.PackSettings;
import dev.dragoncode.fakes.pack.SettingsReader;
import dev.dragoncode.fakes.state.FakeClock;
import dev.dragoncode.fakes.state.Json;
import dev.dragoncode.fakes.state.Rows;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Hosts packs, each on a port of its own, with one clock, one journal and one webhook bench. */
public final class FakeServer implements AutoCloseable {

  /** How soon what changed is on the disk, at the latest. */
  private static final Duration SAVE_EVERY = Duration.ofSeconds(2);

  private static final Duration SETTLE = Duration.ofSeconds(15);
  private static final String STATE_FILE = "fakes.json";

  private final String host;
  private final Optional<Path> data;
  private final EventLoopGroup group = EventLoops.open();
  private final FakeClock clock = new FakeClock();
  private final Journal journal = new Journal();
  private final Rows rows = Rows.ofHeap();
  private final Inflow inflow = new Inflow(Runtime.getRuntime().maxMemory());
  private final WebhookBench bench;
  private final Map<String, ConfigFile> configurations = new HashMap<>();
  private final Map<String, Hosted> hosted = new LinkedHashMap<>();
  private final Timer timer;
  private volatile Runnable stopper = () -> {};
  private volatile Optional<Additions> additions = Optional.empty();
  private JsonNode saved;
  private long savedVersion;
  private long removals;

  private record Hosted(PackRuntime runtime, HttpListener listener, Opening opening) {}

  /**
   * A server without packs.
   *
   * @param host the address that its ports are opened on
   * @param data where state is kept over a restart; empty for nowhere
   * @param hostOfLoopback what stands for the user's loopback addresses, as seen from a container
   */
  public FakeServer(String host, Optional<Path> data, Optional<String> hostOfLoopback) {
    this.host = host;
    this.data = data;
    this.bench = new WebhookBench(clock, new WebhookClient(hostOfLoopback));
    this.saved = data.map(this::load).orElseGet(PackRuntime::object);
    loadClock(saved.path("clock"));
    this.timer = new Timer(this::tick, this::save, SAVE_EVERY);
    timer.start();
  }

  /** Configures packs that are added later. */
  public synchronized void configure(List<ConfigFile> files) {
    files.forEach(file -> configurations.put(file.pack(), file));
  }

  /**
   * Serves a pack.
   *
   * @param port 0 for any free one
   * @param publicUrl where it is reached, if that is not the port itself
   * @throws dev.dragoncode.problem.ProblemException if the port is taken or the pack does not work,
   *     also with its configuration
   */
  public synchronized PackRuntime add(Pack pack, int port, Optional<String> publicUrl) {
    return add(pack, Code.of(pack, FakeServer.class.getClassLoader()), port, publicUrl);
  }

  /**
   * Serves a pack whose code is there already.
   *
   * @param port 0 for any free one
   * @param publicUrl where it is reached, if that is not the port itself
   * @throws dev.dragoncode.problem.ProblemException if the port is taken or the pack does not work
   */
  public synchronized PackRuntime add(
      Pack pack, PackCode code, int port, Optional<String> publicUrl) {
    return add(pack, Code.of(pack, code), port, publicUrl);
  }

  private PackRuntime add(Pack pack, Code code, int port, Optional<String> publicUrl) {
    PackSettings settings = settings(pack, code);
    Opening opening = new Opening();
    HttpListener listener = HttpListener.open(group, host, port, inflow, opening);
    String url = publicUrl.orElseGet(() -> "http://127.0.0.1:" + listener.port());
    PackRuntime runtime =
        new PackRuntime(pack, code, settings, rows, clock, journal, bench::send, url);
    JsonNode before = saved.path("packs").path(pack.id());
    if (before.isObject()) {
      runtime.load(before);
      forget(pack.id());
    }
    Hosted old = hosted.put(pack.id(), new Hosted(runtime, listener, opening));
    if (old != null) {
      old.listener().close();
    }
    opening.ready(runtime);
    ServerLog.info("%s answers at %s".formatted(pack.name(), url));
    return runtime;
  }

  /** Lets go of what was saved of a pack, which has it now. */
  private void forget(String pack) {
    ObjectNode others = PackRuntime.object();
    saved
        .path("packs")
        .properties()
        .forEach(entry -> {
          if (!entry.getKey().equals(pack)) {
            others.set(entry.getKey(), entry.getValue());
          }
        });
    saved = PackRuntime.object().set("packs", others);
  }

  private PackSettings settings(Pack pack, Code code) {
    ConfigFile file = configurations.get(pack.id());
    return file == null
        ? PackSettings.NONE
        : SettingsReader.read(file.path().toString(), file.text(), pack, code.said());
  }

  /** Serves a pack no longer, and forgets what it kept. */
  public synchronized void remove(String id) {
    Hosted old = hosted.remove(id);
    if (old != null) {
      old.listener().close();
      // clients keep connections open, and would be served through them for ever
      old.opening().end();
      bench.clear(Optional.of(id));
      bench.disturb(id, Disturbance.NONE);
      forget(id);
      removals++;
    }
  }

  /** What adds packs when the steering API is asked to. */
  public void additions(Additions adding) {
    additions = Optional.of(adding);
  }

  Optional<Additions> additions() {
    return additions;
  }

  /** A port that is open before its pack is made, since the pack has to know the port. */
  private static final class Opening implements Responder {
    private volatile @org.jspecify.annotations.Nullable PackRuntime runtime;

    void ready(PackRuntime made) {
      runtime = made;
    }

    void end() {
      runtime = null;
    }

    @Override
    public PackRuntime.Answer answer(dev.dragoncode.fakes.pack.FakeRequest request) {
      PackRuntime made = runtime;
      return made == null
          ? new PackRuntime.Answer(
              dev.dragoncode.fakes.pack.Reply.empty(503), Optional.empty(), (s, h, b) -> {})
          : made.serve(request);
    }
  }

  /** Opens the port from which the server is steered. */
  public int steer(int port) {
    Admin admin = new Admin(this);
    // a snapshot is larger than what vendors take
    Inflow wide = new Inflow(4 * Runtime.getRuntime().maxMemory());
    return HttpListener.open(group, host, port, wide, admin).port();
  }

  /** The packs, in the order in which they were added. */
  public synchronized List<PackRuntime> packs() {
    return hosted.values().stream().map(Hosted::runtime).toList();
  }

  /** A pack. */
  public synchronized Optional<PackRuntime> pack(String id) {
    return Optional.ofNullable(hosted.get(id)).map(Hosted::runtime);
  }

  /** What is called when the steering API is asked for the end. */
  public void onStop(Runnable stop) {
    stopper = stop;
  }

  void stop() {
    stopper.run();
  }

  public FakeClock clock() {
    return clock;
  }

  public Journal journal() {
    return journal;
  }

  /** What all packs keep. */
  public Rows rows() {
    return rows;
  }

  public WebhookBench webhooks() {
    return bench;
  }

  /**
   * Moves the clock on and does all that is due on the way, each at its own time.
   *
   * @throws InterruptedException if the thread is interrupted; the clock stands where it came to
   */
  public void advanceTo(Instant time) throws InterruptedException {
    Instant until = time.isBefore(clock.instant()) ? clock.instant() : time;
    while (true) {
      // the timer may have taken something up already
      bench.settle(SETTLE);
      Optional<Instant> due = nextDue();
      if (due.isPresent() && !due.get().isAfter(until)) {
        if (due.get().isAfter(clock.instant())) {
          clock.moveTo(due.get());
        }
        tick();
      } else if (bench.quietUntil(until)) {
        break;
      }
    }
    if (until.isAfter(clock.instant())) {
      clock.moveTo(until);
    }
  }

  private Optional<Instant> nextDue() {
    Optional<Instant> next = bench.nextDue();
    for (PackRuntime pack : packs()) {
      Optional<Instant> due = pack.backstage().nextDue();
      if (due.isPresent() && (next.isEmpty() || due.get().isBefore(next.get()))) {
        next = due;
      }
    }
    return next;
  }

  /** Does what is due. */
  void tick() {
    Instant now = clock.instant();
    packs().forEach(pack -> pack.backstage().runDue(now));
    bench.runDue(now);
  }

  /** Everything that the server would have to know to go on elsewhere. */
  public ObjectNode snapshot() {
    ObjectNode all = PackRuntime.object();
    ObjectNode time = all.putObject("clock");
    switch (clock.setting()) {
      case FakeClock.Setting.Running running -> time.put("aheadMillis", running.ahead().toMillis());
      case FakeClock.Setting.Stopped stopped -> time.put("stoppedAt", stopped.at().toString());
    }
    ObjectNode packs = all.putObject("packs");
    // what was saved of packs that are not served now is kept
    saved.path("packs").properties().forEach(e -> packs.set(e.getKey(), e.getValue()));
    packs().forEach(pack -> packs.set(pack.pack().id(), pack.save()));
    return all;
  }

  /** Goes back to a snapshot. */
  public synchronized void restore(JsonNode snapshot) {
    saved = snapshot;
    loadClock(snapshot.path("clock"));
    bench.clear(Optional.empty());
    for (PackRuntime pack : packs()) {
      JsonNode before = snapshot.path("packs").path(pack.pack().id());
      if (before.isObject()) {
        pack.load(before);
        forget(pack.pack().id());
      } else {
        pack.worlds().reset(Optional.empty());
      }
    }
  }

  private void loadClock(JsonNode time) {
    if (time.has("stoppedAt")) {
      clock.set(new FakeClock.Setting.Stopped(Instant.parse(time.path("stoppedAt").asText())));
    } else {
      clock.set(
          new FakeClock.Setting.Running(Duration.ofMillis(time.path("aheadMillis").asLong())));
    }
  }

  private JsonNode load(Path folder) {
    Path file = folder.resolve(STATE_FILE);
    if (!Files.isRegularFile(file)) {
      return PackRuntime.object();
    }
    try (JsonParser parser = Json.FACTORY.createParser(file.toFile())) {
      return parser.nextToken() == null ? PackRuntime.object() : rows.read(parser);
    } catch (IOException e) {
      throw Problem.of(
              "The state of the fake APIs cannot be read",
              file + ": " + e.getMessage(),
              Remedy.of("Reset the fake APIs, or restore a snapshot."))
          .causedBy(e)
          .asException();
    }
  }

  /** Writes what has changed, if state is kept at all. */
  void save() {
    long version = clock.setting().hashCode() + removals;
    for (PackRuntime pack : packs()) {
      version = version * 31 + pack.version();
    }
    if (data.isPresent() && version != savedVersion) {
      ObjectNode snapshot = snapshot();
      AtomicFiles.writeUnforced(data.get().resolve(STATE_FILE), out -> Json.write(snapshot, out));
      savedVersion = version;
    }
  }

  @Override
  public void close() {
    timer.stop();
    synchronized (this) {
      hosted.values().forEach(h -> h.listener().close());
    }
    save();
    bench.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
