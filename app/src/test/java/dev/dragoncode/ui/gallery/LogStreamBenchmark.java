package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.shell.ShellView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Six emulators write 10,000 lines a second into the emulators screen: how long the FX thread is
 * busy in each pulse, and what the heap holds afterwards.
 */
public final class LogStreamBenchmark {

  private static final int SOURCES = 6;
  private static final int LINES_PER_SECOND = 10_000;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final double BUDGET_MS = 16;
  private static final List<String> TEXTS =
      List.of(
          "database system is ready to accept connections",
          "POST /v1/charges 402 card_declined after 3 ms for customer cus_4711",
          "accepting AMQP connection 172.18.0.1:53122 -> 172.18.0.4:5672",
          "checkpoint complete: wrote 412 buffers (2.5%); 0 WAL file(s) added, 0 removed");

  private LogStreamBenchmark() {}

  /**
   * Runs and prints.
   *
   * @param arguments seconds to measure; 20 where left out
   */
  public static void main(String[] arguments) throws InterruptedException {
    Duration measured =
        Duration.ofSeconds(arguments.length == 0 ? 20 : Long.parseLong(arguments[0]));
    Stream stream = new Stream(SampleWorld.allReady());
    FxToolkit.start();
    FxPulses pulses =
        FxToolkit.call(() -> {
          TestWindow window = new TestWindow(stream, SampleReadiness.checked(false));
          Scene scene = new Scene(window.shell(), 1280, 800);
          new Theme(Theme.Preference.DARK).apply(scene);
          Stage stage = new Stage();
          stage.setScene(scene);
          stage.show();
          window.shell().open(ShellView.Screens.EMULATORS);
          return new FxPulses(scene);
        });
    long idle = heap();
    AtomicBoolean running = new AtomicBoolean(true);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < SOURCES; i++) {
      int source = i;
      writers.add(Thread.ofPlatform().start(() -> write(stream, source, running)));
    }
    Thread.sleep(WARM_UP);
    FxToolkit.run(pulses::begin);
    Thread.sleep(measured);
    double[] busy = FxToolkit.call(pulses::busy);
    running.set(false);
    for (Thread writer : writers) {
      writer.join();
    }
    report(busy, measured, stream, idle);
    System.exit(0);
  }

  private static void report(double[] busy, Duration measured, Stream stream, long idle) {
    Arrays.sort(busy);
    System.out.printf(
        Locale.ROOT,
        "%d lines, %d pulses in %d s (%.0f a second)%n"
            + "FX thread busy in a pulse: median %.1f ms, p99 %.1f ms, worst %.1f ms, %d above %.0f ms%n"
            + "heap after collection: %d MB before, %d MB after%n",
        stream.lines.get(),
        busy.length,
        measured.toSeconds(),
        busy.length / (double) measured.toSeconds(),
        busy[busy.length / 2],
        busy[(int) (busy.length * 0.99)],
        busy[busy.length - 1],
        Arrays.stream(busy).filter(ms -> ms > BUDGET_MS).count(),
        BUDGET_MS,
        idle >> 20,
        heap() >> 20);
  }

  private static void write(Stream stream, int source, AtomicBoolean running) {
    String[] ids = {"postgresql", "redis", "rabbitmq", "wiremock", "kafka", "mailpit"};
    long gap = 1_000_000_000L * SOURCES / LINES_PER_SECOND;
    long next = System.nanoTime();
    for (int i = 0; running.get(); i++) {
      LogLine.Level level = i % 50 == 0 ? LogLine.Level.WARN : LogLine.Level.INFO;
      stream.write(
          new LogLine(Instant.now(), ids[source], level, TEXTS.get(i % TEXTS.size()) + " #" + i));
      next += gap;
      long wait = next - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Emulators whose log this program writes. */
  private static final class Stream extends StillEmulators {

    private final List<Consumer<LogLine>> consumers = new CopyOnWriteArrayList<>();
    private final java.util.concurrent.atomic.AtomicLong lines =
        new java.util.concurrent.atomic.AtomicLong();

    Stream(StackSnapshot snapshot) {
      super(snapshot);
    }

    @Override
    public Subscription followLogs(Consumer<LogLine> consumer) {
      consumers.add(consumer);
      return () -> consumers.remove(consumer);
    }

    void write(LogLine line) {
      lines.incrementAndGet();
      consumers.forEach(consumer -> consumer.accept(line));
    }
  }
}
