package dev.dragoncode.emulators.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Reads once from each connection, gives the same answer and hangs up. */
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final byte[] answer;
  private volatile String received = "";

  ScriptedServer(byte[] answer) throws IOException {
    this.answer = answer;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What the newest connection began with. */
  String received() {
    return received;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        if (answer.length > 0) {
          byte[] bytes = new byte[1_024];
          int length = connection.getInputStream().read(bytes);
          received = new String(bytes, 0, Math.max(0, length), ISO_8859_1);
          connection.getOutputStream().write(answer);
        }
      } catch (SocketException e) {
        received = ""; // the test closed the socket, or the client hung up
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
