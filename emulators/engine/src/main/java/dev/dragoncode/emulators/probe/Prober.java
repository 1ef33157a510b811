package dev.dragoncode.emulators.probe;

import dev.dragoncode.emulators.model.EmulatorSpec.Probe;
import dev.dragoncode.emulators.probe.ProbeOutcome.NotPassed;
import dev.dragoncode.emulators.probe.ProbeOutcome.Passed;
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
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Runs readiness probes against an emulator's published ports and its log. */
public final class Prober implements AutoCloseable {

  /** An emulator that serves answers on loopback far faster; one that hangs must not hold us up. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

  /** What a start may seem to take too long by. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ATTEMPT_TIMEOUT)
          .build();

  /**
   * Waits until every probe has passed once, asking often at first and then ten times a second.
   *
   * @param timeout from now
   * @param awaiting hears what is awaited whenever that changes, for a person
   * @return passed, or what was last awaited in vain
   */
  public ProbeOutcome await(
      ProbeTarget target, List<Probe> probes, Duration timeout, Consumer<String> awaiting)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (Probe probe : probes) {
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
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        outcome = once(probe, target);
      }
    }
    return new Passed();
  }

  /** Runs every probe once, now; the first that does not pass ends it. */
  public ProbeOutcome all(ProbeTarget target, List<Probe> probes) throws InterruptedException {
    for (Probe probe : probes) {
      ProbeOutcome outcome = once(probe, target);
      if (!outcome.passed()) {
        return outcome;
      }
    }
    return new Passed();
  }

  /** What a probe waits for, for a person, such as "PostgreSQL answers on 20431". */
  public static String describe(Probe probe, ProbeTarget target) {
    String name = target.spec().name();
    return switch (probe) {
      case Probe.Tcp tcp -> name + " accepts connections on " + target.port(tcp.port());
      case Probe.Http get -> name + " answers " + get.path() + " on " + target.port(get.port());
      case Probe.Log log -> name + " logs a line with “" + log.regex() + "”";
      case Probe.Protocol protocol -> name + " answers on " + target.port(protocol.port());
    };
  }

  @Override
  public void close() {
    http.close();
  }

  private ProbeOutcome once(Probe probe, ProbeTarget target) throws InterruptedException {
    String reason;
    try {
      reason =
          switch (probe) {
            case Probe.Tcp tcp -> tcp(target, tcp);
            case Probe.Http get -> http(target, get);
            case Probe.Log log -> log(target, log);
            case Probe.Protocol protocol -> protocol(target, protocol);
          };
    } catch (ConnectException e) {
      reason = "connection refused";
    } catch (SocketTimeoutException | HttpTimeoutException e) {
      reason = "no answer within " + ATTEMPT_TIMEOUT.toSeconds() + " s";
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
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ATTEMPT_TIMEOUT).build();
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
      socket.setSoTimeout((int) ATTEMPT_TIMEOUT.toMillis());
      return Handshake.named(probe.name()).greet(socket, target.parameters());
    }
  }

  /** A channel's socket, since that one is interruptible on every kind of thread. */
  private static SocketChannel connect(ProbeTarget target, String port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      InetSocketAddress address = new InetSocketAddress(target.host(), target.port(port));
      channel.socket().connect(address, (int) ATTEMPT_TIMEOUT.toMillis());
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
