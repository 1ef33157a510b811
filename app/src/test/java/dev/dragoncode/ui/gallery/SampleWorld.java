package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorDrills;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.RecentProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Content for the gallery: a project's emulators, in every state that a screen must show. */
final class SampleWorld {

  static final Instant NOW = Instant.parse("2026-11-22T12:04:41Z");

  private SampleWorld() {}

  /** PostgreSQL's data was filled from other seeds, and the last one is a job that is done. */
  static StackSnapshot reseeding() {
    EmulatorState ready =
        new EmulatorState.Ready(
            List.of(new Endpoint("main", "127.0.0.1", 20431)), NOW.minusSeconds(41));
    return stack(true, ready, ready, ready, new EmulatorState.Stopped(true));
  }

  static StackSnapshot stack(EmulatorState... states) {
    return stack(false, states);
  }

  private static StackSnapshot stack(boolean otherSeeds, EmulatorState... states) {
    List<String> ids = List.of("postgresql", "rabbitmq", "redis", "wiremock");
    List<String> names = List.of("PostgreSQL", "RabbitMQ", "Redis", "WireMock");
    List<String> images =
        List.of("postgres:18.1", "rabbitmq:4.2", "redis:8.4", "wiremock/wiremock:3.13.2");
    List<Map<String, String>> variables =
        List.of(
            Map.of("DATABASE_URL", "postgresql://shop:s3cretpassword@127.0.0.1:20431/shop"),
            Map.of("AMQP_URL", "amqp://shop:topsecret@127.0.0.1:21877"),
            Map.of("REDIS_URL", "redis://127.0.0.1:24410"),
            Map.of("PAYMENTS_URL", "http://127.0.0.1:26001"));
    List<EmulatorSnapshot> emulators = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      boolean runs = states[i] instanceof EmulatorState.Ready;
      emulators.add(
          new EmulatorSnapshot(
              ids.get(i),
              names.get(i),
              "fth-box",
              states[i],
              Optional.of(images.get(i)),
              Optional.of(
                  new EngineChoice(
                      i == 3 ? EngineKind.EMBEDDED : EngineKind.DOCKER, "image is local")),
              List.of(new Endpoint("main", "127.0.0.1", 20431 + i)),
              Map.of(Dialect.DOTENV, variables.get(i)),
              Optional.empty(),
              List.of("Plug-ins are not available"),
              List.of("pom.xml depends on " + names.get(i)),
              runs
                  ? Optional.of(new ResourceUse(8 - 2 * i, (62L + 30L * i) << 20))
                  : Optional.empty(),
              runs
                  ? List.of(1.0, 4.0, 2.0, 9.0, 6.0, 14.0, 8.0, 3.0, 9.0, 17.0, 11.0, 5.0, 6.0, 8.0)
                  : List.of(),
              i == 2
                  ? Optional.of(
                      new ImageDigest(
                          "sha256:" + "84f2149c0b15fba2".repeat(4),
                          NOW,
                          Optional.of(
                              new ImageDigest.Before(
                                  "sha256:" + "6dd79309ea15b83c".repeat(4),
                                  NOW.minusSeconds(9_000_000)))))
                  : Optional.empty(),
              i == 0
                  ? new EmulatorSnapshot.Seeds(List.of("db/seed.sql"), otherSeeds)
                  : EmulatorSnapshot.Seeds.NONE,
              EmulatorDrills.NONE,
              Optional.empty()));
    }
    return new StackSnapshot(
        1,
        new EngineStatus.Available("Docker", "28.2.2", "local"),
        EnginePreference.AUTO,
        emulators);
  }

  static StackSnapshot allReady() {
    EmulatorState ready =
        new EmulatorState.Ready(
            List.of(new Endpoint("main", "127.0.0.1", 20431)), NOW.minusSeconds(41));
    return stack(ready, ready, ready, ready);
  }

  static StackSnapshot drilled() {
    StackSnapshot ready = allReady();
    return new StackSnapshot(
        ready.version(),
        ready.docker(),
        ready.preference(),
        ready.emulators().stream().map(SampleDrills::on).toList());
  }

  static StackSnapshot notStarted() {
    EmulatorState none = new EmulatorState.NotStarted();
    return stack(none, none, none, none);
  }

  static StackSnapshot starting() {
    return stack(
        new EmulatorState.Ready(
            List.of(new Endpoint("main", "127.0.0.1", 20431)), NOW.minusSeconds(3)),
        new EmulatorState.Starting("RabbitMQ answers on 21877"),
        new EmulatorState.Pulling(
            new PullProgress(
                21L << 20,
                87L << 20,
                "Downloading redis:8.4, 2 of 5 layers complete",
                List.of(
                    new PullProgress.Part("a2abf6c4d29d", PullProgress.Step.COMPLETE, 0, 0),
                    new PullProgress.Part(
                        "c7a4e4382001", PullProgress.Step.COMPLETE, 4L << 20, 4L << 20),
                    new PullProgress.Part(
                        "4044b9ba67c9", PullProgress.Step.UNPACKING, 9L << 20, 9L << 20),
                    new PullProgress.Part(
                        "c8388a79482f", PullProgress.Step.DOWNLOADING, 8L << 20, 74L << 20),
                    new PullProgress.Part("413c8bb60be2", PullProgress.Step.WAITING, 0, 0)))),
        new EmulatorState.Waiting(java.util.Set.of("postgresql")));
  }

  static StackSnapshot broken() {
    return stack(
        new EmulatorState.Failed(
            Problem.of(
                "Port 5432 is taken",
                "dragoncode.yaml fixes port 5432 for PostgreSQL, and the process postgres (pid 812)"
                    + " listens there.",
                Remedy.of("Take the fixed port out of dragoncode.yaml"),
                Remedy.of("Try again", new Remedy.RunCommand("emulators.start")))),
        new EmulatorState.EngineUnavailable(
            Problem.of(
                "Docker does not answer",
                "Nothing listens on /var/run/docker.sock.",
                Remedy.of("Start Docker"),
                Remedy.of("Use embedded engines", new Remedy.RunCommand("engine.embedded")))),
        new EmulatorState.Unhealthy("PING was not answered within 2 s", List.of(), NOW),
        new EmulatorState.Stopped());
  }

  static StackSnapshot none() {
    return new StackSnapshot(1, new EngineStatus.Unknown(), EnginePreference.AUTO, List.of());
  }

  static List<LogLine> logs() {
    return List.of(
        line(
            -9, "postgresql", LogLine.Level.INFO, "database system is ready to accept connections"),
        line(-8, "wiremock", LogLine.Level.INFO, "POST /v1/charges 201 3 ms"),
        line(-7, "rabbitmq", LogLine.Level.INFO, "accepting AMQP connection 172.18.0.1:53122"),
        line(-6, "wiremock", LogLine.Level.ERROR, "POST /v1/charges 402 card_declined"),
        line(-5, "redis", LogLine.Level.INFO, "1 changes in 60 seconds. Saving..."),
        line(
            -4,
            "postgresql",
            LogLine.Level.WARN,
            "checkpoint complete: wrote 412 buffers (2.5%); 0 WAL file(s) added, 0 removed, 1"
                + " recycled; write=1.9 s, sync=0.031 s, total=1.9 s; sync files=301,"
                + " longest=0.010 s"));
  }

  private static LogLine line(int seconds, String source, LogLine.Level level, String text) {
    return new LogLine(NOW.plusSeconds(seconds).plusMillis(208), source, level, text);
  }

  /** Those that the welcome screen lists. */
  static List<RecentProject> recents() {
    return List.of(
        new RecentProject(
            Path.of("/home/dev/code/shop-api"), "shop-api", "Spring Boot", OptionalInt.of(71), NOW),
        new RecentProject(
            Path.of("/home/dev/code/ledger"), "ledger", "Node · Fastify", OptionalInt.of(93), NOW),
        new RecentProject(
            Path.of("/home/dev/code/photo-match"),
            "photo-match",
            "FastAPI",
            OptionalInt.of(38),
            NOW),
        new RecentProject(
            Path.of("/home/dev/work/fleet"), "fleet", "Go", OptionalInt.empty(), NOW));
  }
}
