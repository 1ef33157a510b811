package dev.dragoncode.ui.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.ui.fx.Theme;
import dev.dragoncode.ui.shell.ShellView;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

/**
 * 2,000 requests a second pass through the fake APIs, in a JVM of their own, while the inspector
 * shows them: how long the FX thread is busy in each pulse, and how many pulses there are.
 */
public final class InspectorBenchmark {

  private static final int CONNECTIONS = 4;
  private static final int REQUESTS_PER_SECOND = 2_000;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final long MOST_BEHIND_NANOS = 50_000_000;
  private static final double BUDGET_MS = 1_000 / 60.0;

  private InspectorBenchmark() {}

  /**
   * Runs and prints.
   *
   * @param arguments seconds to measure; 20 where left out
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Duration measured =
        Duration.ofSeconds(arguments.length == 0 ? 20 : Long.parseLong(arguments[0]));
    int control = LoopbackPorts.anyFree();
    Process fakes = start(control);
    try {
      measure(control, measured);
    } finally {
      fakes.destroy();
    }
    System.exit(0);
  }

  private static Process start(int control) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.dragoncode.fakes.FakesMain",
                "--control",
                String.valueOf(control)));
    Packs.ids().forEach(id -> command.add(id + "=0"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void measure(int control, Duration measured)
      throws IOException, InterruptedException {
    URI stripe = URI.create(url(control));
    FxToolkit.start();
    FxPulses pulses =
        FxToolkit.call(() -> {
          TestWindow window = new TestWindow(stack(control), SampleReadiness.checked(false));
          Scene scene = new Scene(window.shell(), 1280, 800);
          new Theme(Theme.Preference.DARK).apply(scene);
          Stage stage = new Stage();
          stage.setScene(scene);
          stage.show();
          window.shell().open(ShellView.Screens.EMULATORS);
          scene.getRoot().applyCss();
          ((ToggleButton) scene.lookup("#tab-fakes")).fire();
          return new FxPulses(scene);
        });
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicLong answered = new AtomicLong();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(Thread.ofPlatform().start(() -> ask(stripe, running, answered)));
    }
    Thread.sleep(WARM_UP);
    FxToolkit.run(pulses::begin);
    long before = answered.get();
    Thread.sleep(measured);
    double[] busy = FxToolkit.call(pulses::busy);
    double[] cpu = FxToolkit.call(pulses::cpu);
    long passed = answered.get() - before;
    int shown =
        FxToolkit.call(() ->
            pulses.scene().lookup("#fakes-requests") instanceof ListView<?> l
                ? l.getItems().size()
                : 0);
    running.set(false);
    for (Thread client : clients) {
      client.join();
    }
    report(busy, cpu, measured, passed, shown);
  }

  private static void report(
      double[] busy, double[] cpu, Duration measured, long passed, int shown) {
    Arrays.sort(busy);
    Arrays.sort(cpu);
    System.out.printf(
        Locale.ROOT,
        "%.0f requests a second, %d shown; %d pulses in %d s (%.0f a second)%n"
            + "FX thread busy in a pulse: median %.1f ms, p99 %.1f ms, worst %.1f ms, %d above %.1f ms%n"
            + "its core's time in a pulse: p90 %.1f ms, p99 %.1f ms, worst %.1f ms%n"
            + "load of the machine %.1f%n",
        passed / (double) measured.toSeconds(),
        shown,
        busy.length,
        measured.toSeconds(),
        busy.length / (double) measured.toSeconds(),
        busy[busy.length / 2],
        busy[(int) (busy.length * 0.99)],
        busy[busy.length - 1],
        Arrays.stream(busy).filter(ms -> ms > BUDGET_MS).count(),
        BUDGET_MS,
        cpu[(int) (cpu.length * 0.9)],
        cpu[(int) (cpu.length * 0.99)],
        cpu[cpu.length - 1],
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Waits until the fakes answer, and tells where Stripe's does. */
  private static String url(int control) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/packs/stripe".formatted(control)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (true) {
        try {
          JsonNode pack =
              new ObjectMapper()
                  .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
          return pack.path("url").asText();
        } catch (IOException e) {
          if (System.nanoTime() > deadline) {
            throw e;
          }
          Thread.sleep(100);
        }
      }
    }
  }

  /** Asks over one connection, a share of all requests, evenly spread. */
  private static void ask(URI fake, AtomicBoolean running, AtomicLong answered) {
    byte[] request =
        """
        GET /v1/customers?limit=3 HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer sk_test_dragoncode\r
        \r
        """
            .getBytes(StandardCharsets.US_ASCII);
    long gap = 1_000_000_000L * CONNECTIONS / REQUESTS_PER_SECOND;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fake.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
      long next = System.nanoTime();
      while (running.get()) {
        out.write(request);
        skipAnswer(in);
        answered.incrementAndGet();
        // what a busy machine has held up is not made up for at once
        next = Math.max(next + gap, System.nanoTime() - MOST_BEHIND_NANOS);
        long wait = next - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void skipAnswer(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The fake has closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static StackSnapshot stack(int control) {
    List<Endpoint> endpoints = List.of(new Endpoint("control", "127.0.0.1", control));
    StackSnapshot sample = SampleWorld.allReady();
    List<EmulatorSnapshot> all = new ArrayList<>(sample.emulators());
    all.add(
        new EmulatorSnapshot(
            "fakes",
            "Third-party APIs",
            "fth-globe",
            new EmulatorState.Ready(endpoints, SampleWorld.NOW),
            Optional.empty(),
            Optional.empty(),
            endpoints,
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of()));
    return new StackSnapshot(2, sample.docker(), sample.preference(), all);
  }
}
