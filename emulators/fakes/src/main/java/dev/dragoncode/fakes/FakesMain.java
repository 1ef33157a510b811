package dev.dragoncode.fakes;

import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.fakes.server.ServerLog;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Serves fake APIs in a JVM or container of their own, until it is ended by a signal. Arguments:
 * {@code --host ADDRESS}, {@code --data FOLDER}, {@code --control PORT}, {@code --loopback-host
 * NAME}, and {@code ID=PORT} or {@code ID=PORT@URL} for each pack, where URL is how its clients
 * reach it.
 */
public final class FakesMain {

  private FakesMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, String> packs = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
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
      server = start(options, packs);
    } catch (ProblemException e) {
      ServerLog.info(e.getMessage());
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

  private static FakeServer start(Map<String, String> options, Map<String, String> packs) {
    FakeServer server =
        new FakeServer(
            options.getOrDefault("host", "127.0.0.1"),
            Optional.ofNullable(options.get("data")).map(Path::of),
            Optional.ofNullable(options.get("loopback-host")));
    packs.forEach((id, where) -> {
      int at = where.indexOf('@');
      int port = Integer.parseInt(at < 0 ? where : where.substring(0, at));
      Pack pack = Packs.get(id);
      server.add(pack, port, at < 0 ? Optional.empty() : Optional.of(where.substring(at + 1)));
    });
    Optional.ofNullable(options.get("control"))
        .ifPresent(port -> server.steer(Integer.parseInt(port)));
    // what readiness probes look for
    ServerLog.info("All fake APIs answer");
    return server;
  }
}
