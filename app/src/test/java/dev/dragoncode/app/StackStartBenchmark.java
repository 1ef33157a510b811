package dev.dragoncode.app;

import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.DataFolder;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sample's four emulators, or the six of the budget: each alone, all together, on both engines,
 * and the same images by docker-compose with a health check each. Prints milliseconds to ready,
 * medians. Needs a Docker engine that has the images or a mirror of them; run by
 * app/src/bench/stack-start.
 */
public final class StackStartBenchmark {

  private static final int RUNS = 3;

  /** Longer than one training run takes, with the pause before it. */
  private static final Duration TRAINING = Duration.ofSeconds(30);

  private static final Duration COMPOSE_TIMEOUT = Duration.ofMinutes(2);

  /** Where Mailpit cannot be had: another mail catcher's image, on Mailpit's ports. */
  private static final String MAIL_IMAGE = "greenmail/standalone:2.1.13";

  /** How docker-compose learns that a container is healthy, by image. */
  private static final Map<String, String> FOUR_CHECKS =
      Map.of(
          "library/postgres:18.1", "pg_isready -U postgres",
          "library/redis:8.4", "redis-cli ping",
          "library/rabbitmq:4.2", "rabbitmq-diagnostics -q check_port_connectivity",
          "wiremock/wiremock:3.13.2", "bash -c '</dev/tcp/127.0.0.1/8080'");

  private static final Map<String, String> MORE_CHECKS =
      Map.of(
          "apache/kafka:4.3.1",
          "bash -c '</dev/tcp/127.0.0.1/9092'",
          MAIL_IMAGE,
          "bash -c '</dev/tcp/127.0.0.1/1025 </dev/tcp/127.0.0.1/8025'");

  /** Makes one Kafka node of the image, as the catalog does; the others do not read it. */
  private static final String BROKER =
      String.join(
          ", ",
          "KAFKA_NODE_ID: '1'",
          "KAFKA_PROCESS_ROLES: 'broker,controller'",
          "KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093'",
          "KAFKA_CONTROLLER_LISTENER_NAMES: CONTROLLER",
          "KAFKA_INTER_BROKER_LISTENER_NAME: CLIENT",
          "KAFKA_LISTENERS: 'CLIENT://:9092,CONTROLLER://localhost:9093'",
          "KAFKA_ADVERTISED_LISTENERS: 'CLIENT://localhost:9092'",
          "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT'",
          "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1'",
          "KAFKA_HEAP_OPTS: '-Xms128m -Xmx512m'");

  private StackStartBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments {@code four} or {@code six}, then the images' mirror
   */
  public static void main(String[] arguments) throws Exception {
    boolean six = arguments[0].equals("six");
    String mirror = arguments[1];
    Path sample = six ? sixEmulators() : Path.of("samples/shop-api");
    for (EnginePreference engine : List.of(EnginePreference.DOCKER, EnginePreference.EMBEDDED)) {
      measure(sample, engine, mirror + "/" + MAIL_IMAGE);
    }
    Map<String, String> checks = new HashMap<>(FOUR_CHECKS);
    if (six) {
      checks.putAll(MORE_CHECKS);
    }
    compose(mirror, checks);
    System.exit(0);
  }

  private static Path sixEmulators() throws IOException {
    Path folder = Files.createTempDirectory("six-emulators");
    Files.writeString(
        folder.resolve("dragoncode.yaml"),
        """
        emulators:
          postgresql: {}
          redis: {}
          rabbitmq: {}
          kafka: {}
          mailpit: {}
          wiremock: {}
        """);
    return folder;
  }

  private static void measure(Path sample, EnginePreference engine, String mailImage)
      throws Exception {
    Shutdown shutdown = new Shutdown();
    Path home = Files.createTempDirectory("dragoncode-bench");
    Composition composition =
        new Composition(System.getenv(), new DataFolder(home), shutdown, new JavaFx(true));
    composition.settings().change(p -> p.withImageOverrides(Map.of("mailpit", mailImage)));
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
              if (wanted.test(stack) || failed(stack).isPresent()) {
                done.countDown();
              }
            })) {
      done.await();
    }
    failed(session.emulators().stack().latest())
        .ifPresent(problem -> {
          throw problem.asException();
        });
  }

  private static Optional<Problem> failed(StackSnapshot stack) {
    return stack.emulators().stream()
        .flatMap(emulator ->
            emulator.state() instanceof EmulatorState.Failed(Problem problem)
                ? Stream.of(problem)
                : Stream.empty())
        .findFirst();
  }

  private static void compose(String mirror, Map<String, String> checks)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("compose");
    StringBuilder yaml = new StringBuilder("version: '2.4'\nservices:\n");
    int service = 0;
    for (Map.Entry<String, String> check : checks.entrySet()) {
      yaml.append(
          """
            s%d:
              image: %s/%s
              environment: {POSTGRES_PASSWORD: bench, %s}
              healthcheck: {test: "%s", interval: 1s, timeout: 5s, retries: 60}
          """
              .formatted(
                  service++, mirror, check.getKey(), BROKER, check.getValue().replace("\"", "'")));
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
