package dev.dragoncode.app;

import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sample's four emulators: each alone, all together, on both engines, and the same images by
 * docker-compose with a health check each. Prints milliseconds to ready, medians. Needs a Docker
 * engine that has the images or a mirror of them; run by app/src/bench/stack-start.
 */
public final class StackStartBenchmark {

  private static final int RUNS = 3;

  /** Longer than one training run takes, with the pause before it. */
  private static final Duration TRAINING = Duration.ofSeconds(30);

  private static final Duration COMPOSE_TIMEOUT = Duration.ofMinutes(2);

  private StackStartBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments the sample's folder, then the images' mirror
   */
  public static void main(String[] arguments) throws Exception {
    Path sample = Path.of(arguments[0]);
    for (EnginePreference engine : List.of(EnginePreference.DOCKER, EnginePreference.EMBEDDED)) {
      measure(sample, engine);
    }
    compose(arguments[1]);
    System.exit(0);
  }

  private static void measure(Path sample, EnginePreference engine) throws Exception {
    Shutdown shutdown = new Shutdown();
    Path home = Files.createTempDirectory("dragoncode-bench");
    Composition composition =
        new Composition(System.getenv(), new DataFolder(home), shutdown, new JavaFx(true));
    ProjectSession session = composition.open(sample);
    session.emulators().prefer(engine);
    session.awaitPlan();
    List<String> ids =
        session.emulators().stack().latest().emulators().stream().map(e -> e.id()).toList();
    all(session, ids); // fetches and unpacks what a first start must
    if (engine == EnginePreference.EMBEDDED) {
      awaitTraining(home);
    }
    long slowest = 0;
    long sum = 0;
    for (String id : ids) {
      long alone = median(() -> one(session, id));
      System.out.printf("%-9s %-11s %6d ms%n", engine, id, alone);
      slowest = Math.max(slowest, alone);
      sum += alone;
    }
    long together = median(() -> all(session, ids));
    System.out.printf(
        "%-9s all         %6d ms  = %.2f x the slowest alone, %.2f x the sum%n",
        engine, together, (double) together / slowest, (double) together / sum);
    shutdown.run();
    session.close(dev.dragoncode.emulators.lifecycle.Ending.STOP);
  }

  /** Waits until no ahead-of-time cache has been made for a while. */
  private static void awaitTraining(Path home) throws IOException, InterruptedException {
    Path caches = home.resolve("engines").resolve("aot");
    long made = -1;
    while (made < count(caches)) {
      made = count(caches);
      Thread.sleep(TRAINING);
    }
  }

  private static long count(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private interface Timed {
    long run() throws Exception;
  }

  private static long median(Timed timed) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      times.add(timed.run());
    }
    Collections.sort(times);
    return times.get(RUNS / 2);
  }

  private static long one(ProjectSession session, String id) throws InterruptedException {
    return timed(session, () -> session.emulators().start(id), List.of(id));
  }

  private static long all(ProjectSession session, List<String> ids) throws InterruptedException {
    return timed(session, session.emulators()::startAll, ids);
  }

  private static long timed(ProjectSession session, Runnable start, List<String> ids)
      throws InterruptedException {
    long begun = System.nanoTime();
    start.run();
    await(
        session,
        stack ->
            ids.stream()
                .allMatch(
                    id -> stack.emulator(id).orElseThrow().state() instanceof EmulatorState.Ready));
    long took = (System.nanoTime() - begun) / 1_000_000;
    session.emulators().stopAll();
    await(session, stack -> stack.emulators().stream().noneMatch(e -> e.state().active()));
    return took;
  }

  private static void await(ProjectSession session, Predicate<StackSnapshot> wanted)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    try (Subscription _ =
        session
            .emulators()
            .stack()
            .subscribe(stack -> {
              if (wanted.test(stack)) {
                done.countDown();
              }
            })) {
      done.await();
    }
  }

  private static void compose(String mirror) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("compose");
    Map<String, String> checks =
        Map.of(
            "library/postgres:18.1", "pg_isready -U postgres",
            "library/redis:8.4", "redis-cli ping",
            "library/rabbitmq:4.2", "rabbitmq-diagnostics -q check_port_connectivity",
            "wiremock/wiremock:3.13.2", "bash -c '</dev/tcp/127.0.0.1/8080'");
    StringBuilder yaml = new StringBuilder("version: '2.4'\nservices:\n");
    int service = 0;
    for (Map.Entry<String, String> check : checks.entrySet()) {
      yaml.append(
          """
            s%d:
              image: %s/%s
              environment: {POSTGRES_PASSWORD: bench}
              healthcheck: {test: "%s", interval: 1s, timeout: 5s, retries: 60}
          """
              .formatted(service++, mirror, check.getKey(), check.getValue().replace("\"", "'")));
    }
    Files.writeString(folder.resolve("docker-compose.yml"), yaml);
    ProcessRunner processes = new ProcessRunner();
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long begun = System.nanoTime();
      processes.run(Command.of("docker-compose", "up", "-d").in(folder), COMPOSE_TIMEOUT);
      while (healthy(processes, folder) < checks.size()) {
        Thread.onSpinWait();
      }
      times.add((System.nanoTime() - begun) / 1_000_000);
      processes.run(
          Command.of("docker-compose", "down", "-v", "-t", "1").in(folder), COMPOSE_TIMEOUT);
    }
    Collections.sort(times);
    System.out.printf("docker-compose up to healthy   %6d ms%n", times.get(RUNS / 2));
  }

  private static long healthy(ProcessRunner processes, Path folder) throws InterruptedException {
    return processes
        .run(
            Command.of("docker", "ps", "--filter", "health=healthy", "--format", "{{.Names}}")
                .in(folder),
            COMPOSE_TIMEOUT)
        .output()
        .stream()
        .filter(name ->
            name.contains(folder.getFileName().toString().toLowerCase(java.util.Locale.ROOT)))
        .count();
  }
}
