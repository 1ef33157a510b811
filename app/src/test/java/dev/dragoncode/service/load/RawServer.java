package dev.dragoncode.service.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each request with whatever bytes a test wants. */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
  private final Answer answer;
  private final AtomicInteger requests = new AtomicInteger();

  /** Writes an answer; a false closes the connection. */
  interface Answer {
    boolean write(String request, int number, OutputStream out) throws Exception;
  }

  RawServer(Answer answer) throws IOException {
    this.answer = answer;
    Thread.ofVirtual().start(this::accept);
  }

  /** One that sends these bytes and keeps the connection. */
  static RawServer of(String bytes) throws IOException {
    return new RawServer((request, number, out) -> {
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    });
  }

  /** An answer with this status and an empty body. */
  static String status(int status) {
    return "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/orders");
  }

  int requests() {
    return requests.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = connection.getInputStream();
      StringBuilder head = new StringBuilder();
      for (int next = in.read(); next >= 0; next = in.read()) {
        head.append((char) next);
        if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
          in.readNBytes(head.indexOf("Content-Length: 2\r\n") > 0 ? 2 : 0);
          int number = requests.incrementAndGet();
          if (!answer.write(head.toString(), number, connection.getOutputStream())) {
            return;
          }
          head.setLength(0);
        }
      }
    } catch (Exception e) {
      // the other side has gone, as tests let it
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
