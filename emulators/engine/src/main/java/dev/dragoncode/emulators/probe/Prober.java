package dev.dragoncode.emulators.probe;

import dev.dragoncode.emulators.model.EmulatorSpec.Probing;
import dev.dragoncode.emulators.model.Probe;
import dev.dragoncode.emulators.probe.ProbeOutcome.NotPassed;
import dev.dragoncode.emulators.probe.ProbeOutcome.Passed;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs readiness probes against an emulator's published ports and its log. */
public final class Prober implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Probing.USUAL.timeout())
          .build();

  /**
   * Waits until every probe has passed once, asking often at first and then once in the spec's
   * interval. What only a container can be asked is left out for a child process.
   *
   * @param timeout from now
   * @param awaiting hears what is awaited whenever that changes, for a person
   * @return passed, or what was last awaited in vain
   */
  public ProbeOutcome await(
      ProbeTarget target, List<Probe> probes, Duration timeout, Consumer<String> awaiting)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Duration longest = target.spec().probing().interval();
    for (Probe probe : applicable(target, probes)) {
      awaiting.accept(describe(probe, target));
      Duration pause = FIRST_PAUSE;
      ProbeOutcome outcome = once(probe, target);
      while (!outcome.passed()) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
          return outcome;
        }
        Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
        pause = pause.multipliedBy(3).dividedBy(2);
        pause = pause.compareTo(longest) < 0 ? pause : longest;
        outcome = once(probe, target);
      }
    }
    return new Passed();
  }

  /** Runs every probe once, now; the first that does not pass ends it. */
  public ProbeOutcome all(ProbeTarget target, List<Probe> probes) throws InterruptedException {
    for (Probe probe : applicable(target, probes)) {
      ProbeOutcome outcome = once(probe, target);
      if (!outcome.passed()) {
        return outcome;
      }
    }
    return new Passed();
  }

  private static List<Probe> applicable(ProbeTarget target, List<Probe> probes) {
    return target.inside().isPresent()
        ? probes
        : probes.stream().filter(probe -> !probe.ofContainers()).toList();
  }

  /** What a probe waits for, for a person, such as "PostgreSQL answers on 20431". */
  public static String describe(Probe probe, ProbeTarget target) {
    String name = target.spec().name();
    return switch (probe) {
      case Probe.Tcp tcp -> name + " accepts connections on " + target.port(tcp.port());
      case Probe.Http get -> name + " answers " + get.path() + " on " + target.port(get.port());
      case Probe.Log log -> name + " logs a line with “" + log.regex() + "”";
      case Probe.Protocol protocol -> name + " answers on " + target.port(protocol.port());
      case Probe.Exec exec -> exec.command().getFirst() + " in " + name + " ends well";
      case Probe.Health _ -> "the image's own check finds " + name + " healthy";
      case Probe.Any any ->
          applicable(target, any.probes()).stream()
              .map(each -> describe(each, target))
              .collect(Collectors.joining(", or "));
    };
  }

  @Override
  public void close() {
    http.close();
  }

  private ProbeOutcome once(Probe probe, ProbeTarget target) throws InterruptedException {
    String reason;
    Duration limit = target.spec().probing().timeout();
    try {
      reason =
          switch (probe) {
            case Probe.Tcp tcp -> tcp(target, tcp);
            case Probe.Http get -> http(target, get);
            case Probe.Log log -> log(target, log);
            case Probe.Protocol protocol -> protocol(target, protocol);
            case Probe.Exec exec -> target.inside().orElseThrow().run(exec.command(), limit);
            case Probe.Health _ -> health(target.inside().orElseThrow().health());
            case Probe.Any any -> any(target, any);
          };
    } catch (ProblemException e) {
      reason = e.problem().title();
    } catch (ConnectException e) {
      reason = "connection refused";
    } catch (SocketTimeoutException | HttpTimeoutException e) {
      reason = "no answer within " + limit.toMillis() / 1_000.0 + " s";
    } catch (IOException e) {
      // a blocked socket or channel reports an interrupt by an exception of its own
      reason = String.valueOf(e.getMessage());
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while probing " + target.spec().id());
    }
    return reason.isEmpty() ? new Passed() : new NotPassed(describe(probe, target), reason);
  }

  /** An empty text where it passed, else the reason why not; so in the other probes. */
  private static String tcp(ProbeTarget target, Probe.Tcp probe) throws IOException {
    try (SocketChannel channel = connect(target, probe.port())) {
      return channel.isConnected() ? "" : "not connected";
    }
  }

  private String http(ProbeTarget target, Probe.Http probe)
      throws IOException, InterruptedException {
    URI address =
        URI.create("http://" + target.host() + ":" + target.port(probe.port()) + probe.path());
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(target.spec().probing().timeout()).build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    return status == probe.status()
        ? ""
        : "it answered " + status + " instead of " + probe.status();
  }

  private static String log(ProbeTarget target, Probe.Log probe) {
    Pattern pattern = Pattern.compile(probe.regex());
    boolean found =
        target.log().get().stream().anyMatch(line -> pattern.matcher(line.text()).find());
    return found ? "" : "there is no such line yet";
  }

  private static String protocol(ProbeTarget target, Probe.Protocol probe) throws IOException {
    try (SocketChannel channel = connect(target, probe.port())) {
      Socket socket = channel.socket();
      socket.setSoTimeout((int) target.spec().probing().timeout().toMillis());
      return Handshake.named(probe.name()).greet(socket, target.parameters());
    }
  }

  private static String health(String word) {
    return switch (word) {
      case "healthy" -> "";
      case "none" -> "its image brings no check along";
      default -> "it is " + word;
    };
  }

  private String any(ProbeTarget target, Probe.Any any) throws InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (Probe probe : applicable(target, any.probes())) {
      if (!(once(probe, target) instanceof NotPassed not)) {
        return "";
      }
      reasons.add(not.reason());
    }
    return String.join("; ", reasons);
  }

  /** A channel's socket, since that one is interruptible on every kind of thread. */
  private static SocketChannel connect(ProbeTarget target, String port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      InetSocketAddress address = new InetSocketAddress(target.host(), target.port(port));
      channel.socket().connect(address, (int) target.spec().probing().timeout().toMillis());
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
