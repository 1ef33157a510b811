package dev.dragoncode.emulators.engine.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Listens in an emulator's place and answers its readiness probe, and nothing more. */
final class FakePort {

  /** A broker's side of a login and a logout: start, tune, open-ok, close-ok. */
  private static final String AMQP =
      "\1\0\0\0\0\0\4\0\12\0\12\316"
          + "\1\0\0\0\0\0\14\0\12\0\36\0\0\0\0\0\0\0\0\316"
          + "\1\0\0\0\0\0\5\0\12\0\51\0\316"
          + "\1\0\0\0\0\0\4\0\12\0\63\316";

  /** A database's side of a login: its greeting, padded to its length, and that all is well. */
  private static final String MYSQL = "\56\0\0\0" + "\n8\0" + "-".repeat(43) + "\1\0\0\2\0";

  /** The header of an answer and as much of its document as shows that it takes writes. */
  private static final String MONGODB = "\33\0\0\0\0\0\0\0\0\0\0\0\335\7\0\0" + "\10ismaster\0\1";

  /** The protocols in which the server has the first word. */
  private static final Set<String> SERVER_FIRST = Set.of("mysql", "smtp");

  private final ServerSocket socket;
  private final byte[] answer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final boolean first;

  private FakePort(ServerSocket socket, byte[] answer, boolean first) {
    this.socket = socket;
    this.answer = answer;
    this.first = first;
  }

  static FakePort open(EmulatorSpec spec, String name, int port) throws IOException {
    FakePort fake =
        new FakePort(
            new ServerSocket(port, 16, InetAddress.getLoopbackAddress()),
            answer(spec, name).getBytes(ISO_8859_1),
            serverFirst(spec, name));
    Thread.ofVirtual().name("fake-" + spec.id()).start(fake::serve);
    return fake;
  }

  void close() {
    try {
      socket.close();
      // the system frees the port only once nobody waits for connections any more
      ended.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean serverFirst(EmulatorSpec spec, String port) {
    return spec.readiness().stream()
        .anyMatch(probe ->
            probe instanceof Probe.Protocol(String name, String on)
                && on.equals(port)
                && SERVER_FIRST.contains(name));
  }

  private static String answer(EmulatorSpec spec, String port) {
    for (Probe probe : spec.readiness()) {
      if (probe instanceof Probe.Http http && http.port().equals(port)) {
        return "HTTP/1.1 %d Fake\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(http.status());
      }
      if (probe instanceof Probe.Protocol protocol && protocol.port().equals(port)) {
        return switch (protocol.name()) {
          case "postgresql" -> "R\0\0\0\b\0\0\0\0";
          case "mysql" -> MYSQL;
          case "mongodb" -> MONGODB;
          case "smtp" -> "220 fake\r\n221 bye\r\n";
          case "redis" -> "+PONG\r\n";
          case "amqp-1.0" -> "AMQP\3\1\0\0";
          case "kafka" -> "\0\0\0\14\0\0\0\1\0\0\0\1";
          case "mqtt" -> "\40\2\0\0";
          default -> AMQP;
        };
      }
    }
    return "";
  }

  private void serve() {
    try {
      acceptAll();
    } finally {
      ended.countDown();
    }
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().name("fake-connection").start(() -> answer(connection));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Answers the first words and then listens to the end, so that no answer is lost. */
  private void answer(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      if (answer.length > 0 && (first || in.read(new byte[1_024]) > 0)) {
        connection.getOutputStream().write(answer);
        connection.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (SocketException e) {
      return; // the client has hung up
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
