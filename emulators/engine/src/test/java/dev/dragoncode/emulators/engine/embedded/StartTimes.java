package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.embedded.EngineBench.Run;
import dev.dragoncode.io.files.PrivateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints how long the embedded engines take from the request to the first answer: alone, one after
 * the other, and all at once; first without anything prepared, then again, then with trained
 * caches. Run it as a program, with the number of repetitions.
 */
final class StartTimes {

  private static final List<String> IDS = List.of("postgresql", "redis", "rabbitmq", "wiremock");

  private StartTimes() {}

  public static void main(String[] arguments) throws Exception {
    int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    Path folder = Files.createTempDirectory("start-times");
    try {
      Path project = Files.createDirectory(folder.resolve("project"));
      Path home = Files.createDirectory(folder.resolve("home"));
      round("first", home, project, Duration.ofHours(1), 1);
      round("again", home, project, Duration.ofHours(1), repetitions);
      train(home, project);
      round("trained", home, project, Duration.ofHours(1), repetitions);
    } finally {
      PrivateFolders.delete(folder);
    }
  }

  private static void round(String name, Path home, Path project, Duration train, int repetitions)
      throws Exception {
    for (String id : IDS) {
      List<Long> times = new ArrayList<>();
      for (int i = 0; i < repetitions; i++) {
        times.add(alone(home, project, train, id));
      }
      print(name, id, times);
    }
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      times.add(together(home, project, train));
    }
    print(name, "all at once", times);
  }

  private static long alone(Path home, Path project, Duration train, String id) throws Exception {
    EngineBench bench = new EngineBench(home, project, train);
    try {
      return bench.start(id, Map.of()).untilReady().toMillis();
    } finally {
      bench.close();
    }
  }

  private static long together(Path home, Path project, Duration train) throws Exception {
    EngineBench bench = new EngineBench(home, project, train);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      List<Future<Run>> runs = new ArrayList<>();
      for (String id : IDS) {
        runs.add(threads.submit(() -> bench.start(id, Map.of())));
      }
      for (Future<Run> run : runs) {
        run.get();
      }
      return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    } finally {
      bench.close();
    }
  }

  private static void train(Path home, Path project) throws Exception {
    EngineBench bench = new EngineBench(home, project, Duration.ZERO);
    try {
      bench.start("rabbitmq", Map.of());
      bench.start("wiremock", Map.of());
      Path caches = home.resolve("engines").resolve("aot");
      long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (caches(caches) < 2 && System.nanoTime() < deadline) {
        Thread.sleep(100);
      }
      System.out.println("caches: " + caches(caches));
    } finally {
      bench.close();
    }
  }

  private static long caches(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  private static void print(String round, String what, List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    System.out.printf(
        "%-8s %-12s median %5d ms of %s%n", round, what, sorted.get(sorted.size() / 2), sorted);
  }
}
