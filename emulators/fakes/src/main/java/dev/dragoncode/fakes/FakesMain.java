package dev.dragoncode.fakes;

import dev.dragoncode.fakes.openapi.OpenApiFake;
import dev.dragoncode.fakes.pack.ConfigFile;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.fakes.server.ServerLog;
import dev.dragoncode.fakes.stubs.StubFake;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Serves fake APIs in a JVM or container of their own, until it is ended by a signal. Arguments:
 * {@code --host ADDRESS}, {@code --data FOLDER}, {@code --control PORT}, {@code --loopback-host
 * NAME}, {@code --openapi FILE} (or an address, or {@code ID=FILE}) for each OpenAPI document,
 * {@code --mappings PATH} (or {@code ID=PATH}) for each file or folder of WireMock mappings, {@code
 * --forward-to HOST} for each host that those may send requests on to, {@code --config ID=FILE} (or
 * a folder of files {@code ID.yaml}) for what a project says about packs, and {@code ID=PORT} or
 * {@code ID=PORT@URL} for each pack, where URL is how its clients reach it. A document or mappings
 * without a port get any free one.
 */
public final class FakesMain {

  private static final String OPENAPI = "--openapi";
  private static final String MAPPINGS = "--mappings";
  private static final String FORWARD = "--forward-to";
  private static final String CONFIG = "--config";

  private FakesMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, String> packs = new LinkedHashMap<>();
    Map<String, List<String>> several =
        Map.of(
            OPENAPI,
            new ArrayList<>(),
            MAPPINGS,
            new ArrayList<>(),
            FORWARD,
            new ArrayList<>(),
            CONFIG,
            new ArrayList<>());
    for (int i = 0; i < arguments.length; i++) {
      List<String> list = several.get(arguments[i]);
      if (list != null && i + 1 < arguments.length) {
        list.add(arguments[++i]);
      } else if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
        options.put(arguments[i].substring(2), arguments[++i]);
      } else {
        int equals = arguments[i].indexOf('=');
        if (equals < 1) {
          ServerLog.info("“" + arguments[i] + "” is neither an option nor ID=PORT");
          System.exit(2);
        }
        packs.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
      }
    }
    FakeServer server;
    try {
      server = start(options, packs, several);
    } catch (ProblemException e) {
      ServerLog.info(
          Stream.concat(
                  Stream.of(e.problem().title(), e.problem().reason()),
                  e.problem().remedies().stream().map(Remedy::text))
              .collect(Collectors.joining("\n")));
      System.exit(3);
      return;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  server.close();
                  ended.countDown();
                }));
    ended.await();
  }

  /**
   * A pack that does not come with the workbench.
   *
   * @param source what it was made from
   */
  private record Made(Pack pack, PackCode code, String source) {}

  private static Map<String, Made> made(
      Map<String, List<String>> several, Map<String, String> packs, List<Problem> unread) {
    Map<String, Made> made = new LinkedHashMap<>();
    for (String document : several.getOrDefault(OPENAPI, List.of())) {
      try {
        OpenApiFake fake = OpenApiFake.read(document);
        made.put(fake.pack().id(), new Made(fake.pack(), fake.code(), OpenApiFake.where(document)));
      } catch (ProblemException e) {
        // an address that does not answer must not take all the others away
        unread.add(e.problem());
        packs.remove(document.substring(0, Math.max(0, document.indexOf('='))));
        ServerLog.info(e.problem().title() + ": " + e.problem().reason());
      }
    }
    Set<String> forwardTo = Set.copyOf(several.getOrDefault(FORWARD, List.of()));
    for (String mappings : several.getOrDefault(MAPPINGS, List.of())) {
      StubFake fake = StubFake.read(mappings, forwardTo);
      made.put(fake.pack().id(), new Made(fake.pack(), fake.code(), OpenApiFake.where(mappings)));
    }
    return made;
  }

  /** Reads the packs that come with the workbench on the other core, while the server is made. */
  private static Map<String, FutureTask<Pack>> reading(Set<String> ids, Set<String> made) {
    Map<String, FutureTask<Pack>> reading = new LinkedHashMap<>();
    for (String id : ids) {
      if (!made.contains(id)) {
        reading.put(id, new FutureTask<>(() -> Packs.get(id)));
      }
    }
    Thread.ofPlatform()
        .daemon()
        .name("packs")
        .start(() -> reading.values().forEach(FutureTask::run));
    return reading;
  }

  private static Pack read(Map<String, FutureTask<Pack>> reading, String id) {
    FutureTask<Pack> task = Objects.requireNonNull(reading.get(id), id);
    // whoever comes first reads it
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("The pack " + id + " could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the packs were read", e);
    }
  }

  private static FakeServer start(
      Map<String, String> options, Map<String, String> packs, Map<String, List<String>> several) {
    List<Problem> unread = new ArrayList<>();
    Map<String, Made> made = made(several, packs, unread);
    made.keySet().forEach(id -> packs.putIfAbsent(id, "0"));
    Map<String, FutureTask<Pack>> reading = reading(packs.keySet(), made.keySet());
    Optional<Path> data = Optional.ofNullable(options.get("data")).map(Path::of);
    FakeServer server =
        new FakeServer(
            options.getOrDefault("host", "127.0.0.1"),
            data,
            Optional.ofNullable(options.get("loopback-host")));
    server.configure(ConfigFile.named(several.getOrDefault(CONFIG, List.of()), packs.keySet()));
    AddedDocuments added = new AddedDocuments(server, data);
    unread.forEach(added::unread);
    packs.forEach((id, where) -> {
      int at = where.indexOf('@');
      int port = Integer.parseInt(at < 0 ? where : where.substring(0, at));
      Optional<String> url = at < 0 ? Optional.empty() : Optional.of(where.substring(at + 1));
      Made fake = made.get(id);
      if (fake == null) {
        server.add(read(reading, id), port, url);
      } else {
        added.serve(fake.source(), fake.pack(), fake.code(), port, url);
      }
    });
    added.takeUp();
    Optional.ofNullable(options.get("control"))
        .ifPresent(port -> server.steer(Integer.parseInt(port)));
    // what readiness probes look for
    ServerLog.info("All fake APIs answer");
    return server;
  }
}
