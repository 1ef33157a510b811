package dev.dragoncode.service.load;

import dev.dragoncode.load.Expected;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the generator ask a server of its own for a moment before it asks the one that is measured:
 * what the virtual machine has not compiled yet takes several times as long, and at a few hundred
 * requests a second it would be half a minute until it has.
 */
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration TIME = Duration.ofMillis(600);
  private static final int CONNECTIONS = 4;
  private static final int LONGEST_REQUEST = 8 << 10;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  /** What is compiled stays so. */
  private static final AtomicBoolean WARM = new AtomicBoolean();

  private WarmUp() {}

  /**
   * Runs for a good half second, the first time; where that cannot be, the run that follows is as
   * it would be without.
   */
  static void once() throws InterruptedException {
    if (WARM.getAndSet(true)) {
      return;
    }
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().name("load warm-up").start(() -> accept(server));
      InetSocketAddress address =
          new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      try (Wire wire = new Wire(plan(address), address)) {
        Generator.Outcome _ =
            new Generator(plan(address), wire, _ -> {}).run(Instant.EPOCH, _ -> {});
      }
    } catch (IOException e) {
      LOG.debug("No port for a warm-up", e);
    }
  }

  private static LoadPlan plan(InetSocketAddress address) {
    return new LoadPlan(
        "GET",
        URI.create("http://127.0.0.1:" + address.getPort() + "/"),
        List.of(),
        "",
        Expected.SUCCESS,
        new Pace.Closed(),
        Duration.ZERO,
        TIME,
        CONNECTIONS,
        LoadPlan.PATIENCE,
        List.of(),
        Optional.empty());
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket connection = server.accept();
        Thread.ofVirtual().name("load warm-up").start(() -> serve(connection));
      }
    } catch (IOException e) {
      LOG.trace("The warm-up is over", e);
    }
  }

  /** Each read is one request: they are short, and the next comes after the answer. */
  private static void serve(Socket connection) {
    try (connection;
        InputStream in = connection.getInputStream()) {
      connection.setTcpNoDelay(true);
      byte[] request = new byte[LONGEST_REQUEST];
      while (in.read(request) > 0) {
        connection.getOutputStream().write(ANSWER);
      }
    } catch (IOException e) {
      LOG.trace("A connection of the warm-up has ended", e);
    }
  }
}
