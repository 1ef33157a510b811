package dev.dragoncode.bench;

import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.service.ReadinessService;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.service.ReadinessSnapshot.State;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures the first check of a large folder, each time in a new JVM, beside ripgrep over the same
 * tree in the same run, and the re-check after a save.
 *
 * <p>{@code app/src/bench/readiness} starts it on the packaged workbench.
 */
final class ReadinessBenchmark {

  private static final int RUNS = Integer.getInteger("bench.runs", 5);
  private static final int SAVES = 40;
  private static final String PATTERN = "RestController";

  private ReadinessBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("first")) {
      first(Path.of(arguments[1]));
      return;
    }
    if (arguments[0].equals("saves")) {
      saves(Path.of(arguments[1]));
      return;
    }
    Path root = Path.of(arguments[0]);
    int files = Integer.parseInt(arguments[1]);
    LargeFolder.write(root, files);
    Path small = LargeFolder.write(root.resolveSibling(root.getFileName() + "-small"), 1_000);
    List<Double> ripgrep = new ArrayList<>();
    List<Double> process = new ArrayList<>();
    List<Double> manifests = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    List<Double> littleMemory = new ArrayList<>();
    Path cache = root.resolveSibling(root.getFileName() + ".aot");
    Files.deleteIfExists(cache);
    // On the small folder, as the package is trained on the sample.
    child("first", small, "-XX:AOTCacheOutput=" + cache);
    List<Double> packaged = new ArrayList<>();
    List<Double> packagedProcess = new ArrayList<>();
    for (int run = -1; run < RUNS; run++) {
      double peer = ripgrep(root);
      List<Double> ours = child("first", root);
      List<Double> cached = child("first", root, "-XX:AOTCache=" + cache);
      if (run >= 0) {
        ripgrep.add(peer);
        process.add(ours.get(0));
        manifests.add(ours.get(1));
        all.add(ours.get(2));
        memory.add(ours.get(3));
        littleMemory.add(child("first", small).get(3));
        packagedProcess.add(cached.get(0));
        packaged.add(cached.get(1));
      }
    }
    List<Double> large = child("saves", root);
    List<Double> little = child("saves", small);
    System.out.printf(
        Locale.ROOT,
        "%s, %d processors, %s, medians of %d%n",
        LocalDate.now(Clock.systemUTC()),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        RUNS);
    row("rg -c " + PATTERN, median(ripgrep));
    row("manifest checks decided, from the call", median(manifests));
    row("manifest checks decided, from the start of the JVM", median(process));
    row("manifest checks decided, AOT cache, from the call", median(packaged));
    row("manifest checks decided, AOT cache, from the start", median(packagedProcess));
    row("all checks decided, from the call", median(all));
    row("resident MB with all decided, " + files + " files", median(memory));
    row("resident MB with all decided, 1000 files", median(littleMemory));
    row("manifest checks / rg", median(manifests) / median(ripgrep));
    row("manifest checks, AOT cache / rg", median(packaged) / median(ripgrep));
    row("re-check after a save, " + files + " files, median", large.get(0));
    row("re-check after a save, " + files + " files, worst", large.get(1));
    row("re-check after a save, 1000 files, median", little.get(0));
    row("re-check after a save of a controller, " + files + " files", large.get(2));
    row("re-check after a save of a controller, 1000 files", little.get(2));
  }

  private static void row(String what, double value) {
    System.out.printf(Locale.ROOT, "  %-55s %10.3f%n", what, value);
  }

  /** Prints the seconds from the JVM's start to the manifest checks, and both from the call. */
  private static void first(Path root) throws InterruptedException {
    long called = System.nanoTime();
    double started =
        (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
    BlockingQueue<ReadinessSnapshot> snapshots = new LinkedBlockingQueue<>();
    try (ReadinessService service =
        new ReadinessService(root, Checks::evaluator, List.of(), Clock.systemUTC())) {
      service.subscribe(snapshots::add);
      service.start();
      double manifests = 0;
      while (true) {
        ReadinessSnapshot snapshot = snapshots.take();
        double now = (System.nanoTime() - called) / 1e9;
        if (manifests == 0 && snapshot.report().isPresent()) {
          manifests = now;
        }
        if (snapshot.state() instanceof State.Live) {
          System.out.println(
              "= "
                  + (started + manifests)
                  + " "
                  + manifests
                  + " "
                  + now
                  + " "
                  + residentMegabytes());
          return;
        }
      }
    }
  }

  /** What this process holds of the machine's memory, once its garbage is gone; Linux only. */
  private static double residentMegabytes() {
    System.gc();
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Prints the median and worst seconds from a write to the snapshot that knows of it. */
  private static void saves(Path root) throws IOException, InterruptedException {
    BlockingQueue<ReadinessSnapshot> snapshots = new LinkedBlockingQueue<>();
    Path file = root.resolve("CONTRIBUTING.md");
    Files.deleteIfExists(file);
    try (ReadinessService service =
        new ReadinessService(root, Checks::evaluator, List.of(), Clock.systemUTC())) {
      service.subscribe(snapshots::add);
      service.start();
      while (!(snapshots.take().state() instanceof State.Live)) {
        // still reading
      }
      // the watcher begins once the first report is out
      TimeUnit.SECONDS.sleep(3);
      List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < SAVES; i++) {
        boolean there = i % 2 == 0;
        snapshots.clear();
        long saved = System.nanoTime();
        if (there) {
          Files.writeString(
              file, "# Contributing\n\nRun the tests before a pull request, please.\n");
        } else {
          Files.delete(file);
        }
        while (!seen(snapshots.take(), there)) {
          // an earlier state
        }
        seconds.add((System.nanoTime() - saved) / 1e9);
      }
      List<Double> sources = sourceSaves(root, snapshots);
      List<Double> warm = seconds.subList(10, SAVES);
      System.out.println(
          "= "
              + median(warm)
              + " "
              + Collections.max(warm)
              + " "
              + median(sources.subList(10, SAVES)));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Seconds from a change in a controller, which concerns every check of sources. */
  private static List<Double> sourceSaves(Path root, BlockingQueue<ReadinessSnapshot> snapshots)
      throws IOException, InterruptedException {
    Path source =
        root.resolve("services/group0/service0/src/main/java/com/acme/p0/Order0x0x0.java");
    String text = Files.readString(source);
    List<Double> seconds = new ArrayList<>();
    try {
      for (int i = 0; i < SAVES; i++) {
        snapshots.clear();
        long saved = System.nanoTime();
        Files.writeString(source, text + "// " + i + "\n");
        while (!(snapshots.take().state() instanceof State.Live)) {
          // still deciding
        }
        seconds.add((System.nanoTime() - saved) / 1e9);
      }
    } finally {
      Files.writeString(source, text);
    }
    return seconds;
  }

  private static boolean seen(ReadinessSnapshot snapshot, boolean there) {
    return snapshot.report().orElseThrow().findings().stream()
        .filter(f -> f.check().id().equals("DEV-CONTRIB"))
        .allMatch(f -> f.status().word().equals(there ? "pass" : "fail"));
  }

  private static double ripgrep(Path root) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder("rg", "-c", PATTERN, root.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<Double> child(String what, Path root, String... flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ReadinessBenchmark.class.getName(),
            what,
            root.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String line = "";
    for (String each :
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .split("\n", -1)) {
      line = each.startsWith("= ") ? each : line;
    }
    process.waitFor();
    List<Double> values = new ArrayList<>();
    for (String value : line.substring(2).split(" ")) {
      values.add(Double.parseDouble(value));
    }
    return values;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
