package dev.dragoncode.io.profiler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.ports.ListeningPorts;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Mode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles a Node program that runs, through its inspector: one that is open, else one that it is
 * asked to open on the loopback address, and that is closed again.
 */
public final class NodeProfiler {

  private static final Logger LOG = LoggerFactory.getLogger(NodeProfiler.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Node's own. */
  private static final int DEFAULT_PORT = 9229;

  private static final Pattern INSPECT = Pattern.compile("--inspect(?:-brk)?(?:=(?:.*:)?(\\d+))?");
  private static final int INTERVAL_MICROS = 1_000;
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(8);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

  /** Works in modules of both kinds; a moment later, so that its answer still comes. */
  private static final String CLOSE =
      "setTimeout(() => (process.getBuiltinModule?.('inspector')"
          + " ?? process.mainModule?.require('inspector'))?.close(), 200)";

  private final ProcessRunner processes;

  public NodeProfiler(ProcessRunner processes) {
    this.processes = processes;
  }

  /**
   * Looks at a program for a while. An interrupt ends the recording, too.
   *
   * @param file where the profile goes, in V8's format
   * @return what recorded it
   * @throws ProblemException if its inspector does not open, or it was gone before the end
   */
  public String record(
      ProcessHandle process, Mode mode, Duration duration, Path file, Consumer<String> doing)
      throws InterruptedException {
    if (mode != Mode.CPU) {
      throw Problem.of(
              "Node has no " + mode.shown() + " profile",
              "Its inspector tells where the processor's time goes.",
              Remedy.of("Record CPU."))
          .asException();
    }
    try (HttpClient http =
        HttpClient.newBuilder()
            // the inspector takes an offer of HTTP/2 for a WebSocket's
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERS_WITHIN)
            .build()) {
      Optional<URI> open = find(http, process);
      doing.accept(
          "The inspector of " + process.pid() + (open.isPresent() ? " is open" : " opens"));
      URI address = open.isPresent() ? open.get() : opened(http, process);
      try {
        record(http, address, process, new Wanted(duration, file, open.isEmpty()), doing);
      } finally {
        http.shutdownNow();
      }
    }
    return "V8 inspector";
  }

  /**
   * @param closes whether the inspector was opened for this recording alone
   */
  private record Wanted(Duration duration, Path file, boolean closes) {}

  private static void record(
      HttpClient http, URI address, ProcessHandle process, Wanted wanted, Consumer<String> doing)
      throws InterruptedException {
    try (InspectorSession session = InspectorSession.open(http, address)) {
      try {
        record(session, process, wanted.duration(), wanted.file(), doing);
      } catch (InterruptedException e) {
        // whoever stops a recording does not want a port left open
        close(session, wanted);
        throw e;
      }
      close(session, wanted);
    }
    // else the next recording would begin with one that closes under it
    long deadline = System.nanoTime() + CLOSES_WITHIN.toNanos();
    while (wanted.closes()
        && System.nanoTime() < deadline
        && socket(http, address.getPort()).isPresent()) {
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static void close(InspectorSession session, Wanted wanted) throws InterruptedException {
    if (wanted.closes()) {
      JsonNode _ = session.call("Runtime.evaluate", Map.of("expression", CLOSE));
    }
  }

  private static void record(
      InspectorSession session,
      ProcessHandle process,
      Duration duration,
      Path file,
      Consumer<String> doing)
      throws InterruptedException {
    JsonNode _ = session.call("Profiler.enable", Map.of());
    JsonNode _ = session.call("Profiler.setSamplingInterval", Map.of("interval", INTERVAL_MICROS));
    JsonNode _ = session.call("Profiler.start", Map.of());
    doing.accept("Recording CPU for " + duration.toSeconds() + " s");
    try {
      ProcessHandle _ = process.onExit().get(duration.toMillis(), TimeUnit.MILLISECONDS);
      throw Problem.of(
              "The program ended while it was profiled",
              "Process " + process.pid() + " is gone, and its samples with it.",
              Remedy.of("Profile for a shorter time, or start it with node --cpu-prof."))
          .asException();
    } catch (TimeoutException e) {
      JsonNode result = session.call("Profiler.stop", Map.of());
      AtomicFiles.writeString(file, result.path("profile").toString());
    } catch (ExecutionException e) {
      throw new IllegalStateException("A process ends without a failure", e);
    }
  }

  private URI opened(HttpClient http, ProcessHandle process) throws InterruptedException {
    String node = process.info().command().orElse("node");
    // on every system the same, and no signal that ends what is no Node after all
    processes.run(
        Command.of(node, "-e", "process._debugProcess(" + process.pid() + ")"), OPENS_WITHIN);
    long deadline = System.nanoTime() + OPENS_WITHIN.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      Optional<URI> found = find(http, process);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw (process.isAlive()
            ? Problem.of(
                "The inspector does not open",
                "Process "
                    + process.pid()
                    + " does not listen on port "
                    + DEFAULT_PORT
                    + ": another program may, or it handles SIGUSR1 itself, or never comes to rest.",
                Remedy.of("Start it with node --inspect=0 and try again."),
                Remedy.of("Let DragonCode start it: dragoncode profile --launch."))
            : Problem.of(
                "The program is gone",
                "There is no process " + process.pid() + " any more.",
                Remedy.of("Look at the list again: dragoncode profile --list.")))
        .asException();
  }

  /** Where the program's inspector listens. */
  private static Optional<URI> find(HttpClient http, ProcessHandle process)
      throws InterruptedException {
    Set<Integer> ports = new LinkedHashSet<>();
    for (String word : Arrays.asList(process.info().arguments().orElse(new String[0]))) {
      Matcher inspect = INSPECT.matcher(word);
      if (inspect.matches() && inspect.group(1) != null) {
        ports.add(Integer.parseInt(inspect.group(1)));
      }
    }
    ports.add(DEFAULT_PORT);
    ports.addAll(ListeningPorts.of(List.of(process)).keySet());
    for (int port : ports) {
      Optional<URI> socket = socket(http, port);
      if (socket.isPresent() && belongsTo(http, socket.get(), process)) {
        return socket;
      }
    }
    return Optional.empty();
  }

  private static Optional<URI> socket(HttpClient http, int port) throws InterruptedException {
    if (port < 1 || port > 65_535) {
      return Optional.empty();
    }
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    try {
      String body =
          http.send(
                  HttpRequest.newBuilder(list).timeout(ANSWERS_WITHIN).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      String address = JSON.readTree(body).path(0).path("webSocketDebuggerUrl").asText("");
      return address.matches("ws://127\\.0\\.0\\.1:\\d+/[0-9a-fA-F-]+")
          ? Optional.of(URI.create(address))
          : Optional.empty();
    } catch (IOException e) {
      LOG.trace("No inspector at {}", list, e);
      return Optional.empty();
    }
  }

  private static boolean belongsTo(HttpClient http, URI socket, ProcessHandle process)
      throws InterruptedException {
    try (InspectorSession session = InspectorSession.open(http, socket)) {
      return session
              .call("Runtime.evaluate", Map.of("expression", "process.pid", "returnByValue", true))
              .path("result")
              .path("value")
              .asLong()
          == process.pid();
    } catch (ProblemException e) {
      LOG.debug("{} answers to nobody", socket, e);
      return false;
    }
  }
}
