package dev.dragoncode.service.run;

import dev.dragoncode.io.ports.ListeningPorts;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.ServicePlan;
import dev.dragoncode.run.probe.DeclaredRoute;
import dev.dragoncode.run.probe.Exchange;
import dev.dragoncode.run.probe.Judge;
import dev.dragoncode.run.probe.Shown;
import dev.dragoncode.run.probe.UnderWay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts a project's service beside its emulators, asks it what only a running one can tell, ends
 * it as a cluster would, and keeps what was seen as proofs. It executes what the project brings:
 * callers ask for trust first. It writes nothing through the service that would be accepted: bodies
 * are such as no service should take.
 */
public final class ProbeService {

  private static final List<String> LIVE =
      List.of(
          "/actuator/health/liveness",
          "/q/health/live",
          "/healthz",
          "/livez",
          "/health/live",
          "/live",
          "/health",
          "/actuator/health",
          "/ping");
  private static final List<String> READY =
      List.of(
          "/actuator/health/readiness",
          "/q/health/ready",
          "/readyz",
          "/health/ready",
          "/ready",
          "/readiness",
          "/actuator/health",
          "/health",
          "/healthz");
  private static final List<String> METRICS =
      List.of("/actuator/prometheus", "/q/metrics", "/metrics");

  /**
   * Bodies that no route with a schema takes: no JSON, not an object, an object without anything.
   */
  private static final List<String> BAD = List.of("{\"", "[]", "{}");

  private static final int BURST = 400;
  private static final int AT_ONCE = 32;
  private static final int MOST_ROUTES = 25;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
  private static final Duration AWAY = Duration.ofSeconds(30);

  /** A service that has not noticed within this sends requests to where nobody serves them. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(12);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final ProcessRunner processes;
  private final Function<Path, ReadProject> reader;
  private final BiConsumer<Path, Proof> proofs;
  private final RunRecorder recorder;
  private final InstantSource clock;

  /**
   * @param reader reads a project as it is
   * @param proofs keeps a proof of a project
   * @param recorder keeps each run
   */
  public ProbeService(
      ProcessRunner processes,
      Function<Path, ReadProject> reader,
      BiConsumer<Path, Proof> proofs,
      RunRecorder recorder,
      InstantSource clock) {
    this.recorder = recorder;
    this.reader = reader;
    this.processes = processes;
    this.proofs = proofs;
    this.clock = clock;
  }

  /** A store that the service needs, and that can be taken away for a while. */
  public interface Store {

    /** As people call it. */
    String name();

    /** Where programs reach it. */
    Set<Integer> ports();

    /**
     * Lets nobody reach it for this long; returns once nobody does.
     *
     * @return false where it can still be reached
     */
    boolean takeAway(Duration lasting) throws InterruptedException;

    /** Waits until it is back. */
    void awaitBack() throws InterruptedException;
  }

  /** What probing tells while it goes on; called on several threads. */
  public interface Listener {

    /** The service is started by this command. */
    void starts(ServicePlan plan);

    /** The service has printed a line. */
    void prints(OutputLine line);

    /** It answers here, and is asked now. */
    void answers(String address);

    /** A probe has ended. */
    void shown(Shown shown);
  }

  /**
   * Probes the service of a project.
   *
   * @param settings variables of the emulators that run
   * @param store one that may be taken away; empty for none
   * @throws dev.dragoncode.problem.ProblemException if nothing tells how it is started, or it does
   *     not answer
   */
  public List<Shown> run(
      Path project, Map<String, String> settings, Optional<Store> store, Listener listener)
      throws InterruptedException {
    return recorder.record(
        project,
        RunRecord.Kind.PROBES,
        "Probes",
        notes -> run(project, settings, store, new ProbeNotes(listener, notes), notes),
        ProbeNotes::ended);
  }

  private List<Shown> run(
      Path project,
      Map<String, String> settings,
      Optional<Store> store,
      Listener listener,
      RunRecorder.Notes notes)
      throws InterruptedException {
    notes.set(settings);
    ReadProject read = reader.apply(project);
    ServicePlan plan = ServicePlan.demand(read.view());
    List<DeclaredRoute> routes = Checks.routes(read.view());
    TreeHash.State state = new TreeHash().state(read.index());
    notes.tree(state.contents());
    Instant began = clock.instant();
    List<Shown> all = new ArrayList<>();
    Consumer<Shown> keep =
        shown -> {
          all.add(shown);
          keep(project, shown, routes, state, began);
          listener.shown(shown);
        };
    listener.starts(plan);
    try (ServiceRun service =
        ServiceRun.start(processes, project, plan, settings, listener::prints)) {
      listener.answers(service.client().base().toString());
      ask(service, routes, store, keep);
      end(service, routes, keep);
    }
    return all;
  }

  private static void ask(
      ServiceRun service, List<DeclaredRoute> routes, Optional<Store> store, Consumer<Shown> keep)
      throws InterruptedException {
    ProbeClient client = service.client();
    int before = service.lines().size();
    List<Exchange> seen = new ArrayList<>();
    List<Exchange> live = started(client);
    keep.accept(Judge.live(live));
    keep.accept(Judge.metrics(gets(client, METRICS)));
    List<Exchange> anonymous = gets(client, paths(routes));
    keep.accept(Judge.authentication(anonymous));
    List<Exchange> bad = bad(client, routes);
    keep.accept(Judge.validation(bad));
    seen.addAll(anonymous);
    seen.addAll(bad);
    seen.add(client.get("/no-such-page-" + System.nanoTime()));
    keep.accept(Judge.errors(seen));
    List<String> printed = service.lines();
    printed = printed.subList(Math.min(before, printed.size()), printed.size());
    keep.accept(Judge.jsonLog(printed));
    keep.accept(Judge.correlation(seen, printed));
    if (store.isPresent()) {
      keep.accept(ready(service, store.get(), live));
    }
    long began = System.nanoTime();
    List<Exchange> burst = burst(client, target(anonymous, live));
    keep.accept(Judge.rate(burst, Duration.ofNanos(System.nanoTime() - began)));
  }

  private static Shown ready(ServiceRun service, Store store, List<Exchange> live)
      throws InterruptedException {
    ProbeClient client = service.client();
    Exchange before = best(gets(client, READY));
    // where the system does not tell, it may be
    boolean connected =
        ListeningPorts.connected(service.listener())
            .map(ports -> !Collections.disjoint(ports, store.ports()))
            .orElse(true);
    if (!before.ok() || !store.takeAway(AWAY)) {
      return Judge.notTaken(store.name(), before);
    }
    Exchange during = before;
    long deadline = System.nanoTime() + TOLD_WITHIN.toNanos();
    while (during.ok() && System.nanoTime() < deadline) {
      during = client.get(before.path());
      Thread.sleep(LOOK_EVERY);
    }
    Exchange meanwhile = client.get(best(live).path());
    store.awaitBack();
    Exchange after = client.get(before.path());
    deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
    while (!after.ok() && System.nanoTime() < deadline) {
      after = client.get(before.path());
      Thread.sleep(LOOK_EVERY);
    }
    return Judge.ready(store.name(), connected, before, during, meanwhile, after);
  }

  /**
   * The liveness paths once none says that the service is still starting: a server may listen
   * before its program is done.
   */
  private static List<Exchange> started(ProbeClient client) throws InterruptedException {
    List<Exchange> live = gets(client, LIVE);
    long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
    while (live.stream().anyMatch(e -> e.status() == 503) && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_EVERY);
      live = gets(client, LIVE);
    }
    return live;
  }

  private static void end(ServiceRun service, List<DeclaredRoute> routes, Consumer<Shown> keep)
      throws InterruptedException {
    ProbeClient client = service.client();
    String path = target(gets(client, paths(routes)), gets(client, LIVE));
    InFlight load = new InFlight(client.base(), path);
    load.begin();
    // so long that each connection has been served before, and the service is busy
    for (int i = 0; i < AT_ONCE; i++) {
      Exchange _ = client.get(path);
    }
    List<String> posts =
        routes.stream().filter(r -> r.takes("POST")).map(DeclaredRoute::filled).toList();
    CompletableFuture<Long> end = service.end();
    OptionalLong ended;
    long signal;
    UnderWay read;
    try (Uploads uploads = Uploads.begin(client.base(), posts)) {
      uploads.settle();
      signal = System.nanoTime();
      service.terminate();
      read = uploads.end();
      ended = service.awaitEnd(end, ENDS_WITHIN);
    }
    load.end();
    keep.accept(
        Judge.graceful(
            read,
            load.at(signal),
            ended.isPresent()
                ? Optional.of(Duration.ofNanos(ended.getAsLong() - signal))
                : Optional.empty()));
  }

  private static List<Exchange> gets(ProbeClient client, Iterable<String> paths)
      throws InterruptedException {
    List<Exchange> all = new ArrayList<>();
    for (String path : paths) {
      all.add(client.get(path));
    }
    return all;
  }

  /** Those without a variable first: they are more likely to be there. */
  private static Set<String> paths(List<DeclaredRoute> routes) {
    Set<String> paths = new LinkedHashSet<>();
    for (boolean open : new boolean[] {false, true}) {
      routes.stream()
          .filter(route -> route.takes("GET") && route.open() == open)
          .limit(MOST_ROUTES)
          .forEach(route -> paths.add(route.filled()));
    }
    return paths;
  }

  private static List<Exchange> bad(ProbeClient client, List<DeclaredRoute> routes)
      throws InterruptedException {
    List<Exchange> all = new ArrayList<>();
    for (DeclaredRoute route : routes.stream().filter(r -> r.takes("POST")).limit(10).toList()) {
      for (String body : BAD) {
        all.add(client.send("POST", route.filled(), body));
      }
    }
    return all;
  }

  /** A path that answers, the service's own before its health. */
  private static String target(List<Exchange> anonymous, List<Exchange> live) {
    return anonymous.stream()
        .filter(Exchange::ok)
        .findFirst()
        .or(() -> anonymous.stream().filter(e -> e.status() > 0 && e.status() != 404).findFirst())
        .map(Exchange::path)
        .orElseGet(() -> best(live).path());
  }

  private static Exchange best(List<Exchange> asked) {
    return asked.stream().filter(Exchange::ok).findFirst().orElseGet(asked::getFirst);
  }

  private static List<Exchange> burst(ProbeClient client, String path) throws InterruptedException {
    List<Callable<Exchange>> requests = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      requests.add(() -> client.get(path));
    }
    List<Exchange> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Exchange> each : pool.invokeAll(requests)) {
        all.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A request throws nothing", e);
    }
    return all;
  }

  private void keep(
      Path project, Shown shown, List<DeclaredRoute> routes, TreeHash.State state, Instant began) {
    List<Evidence> evidence =
        routes.stream()
            .filter(route -> shown.path().filter(route.filled()::equals).isPresent())
            .limit(1)
            .map(route -> new Evidence(route.file(), route.line(), ""))
            .toList();
    proofs.accept(
        project,
        new Proof(
            shown.check(),
            Proof.Kind.PROBE,
            shown.outcome(),
            shown.summary(),
            evidence,
            began,
            state.stamps(),
            state.contents()));
  }
}
