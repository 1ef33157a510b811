package dev.dragoncode.service.run;

import dev.dragoncode.run.probe.UnderWay;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests whose bodies are half sent when the service is told to end, and whole a moment later:
 * each is in the service's hands meanwhile, however quick it is. What is sent is an empty object,
 * which a route with a schema does not take.
 */
final class Uploads implements AutoCloseable {

  private static final int COUNT = 4;
  private static final int PATIENCE_MILLIS = 30_000;

  /** A service that is busy, too, has begun to read after that long. */
  private static final Duration READ_WITHIN = Duration.ofSeconds(1);

  /** The rest comes so long after the signal. */
  private static final Duration LATER = Duration.ofMillis(300);

  private final List<Socket> sockets = new ArrayList<>();

  private Uploads() {}

  /** Sends the first half of each. */
  static Uploads begin(URI base, List<String> paths) {
    Uploads uploads = new Uploads();
    for (int i = 0; i < COUNT && !paths.isEmpty(); i++) {
      uploads.begin(base, paths.get(i % paths.size()));
    }
    return uploads;
  }

  private void begin(URI base, String path) {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + path
                      + " HTTP/1.1\r\nHost: "
                      + base.getAuthority()
                      + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                      + "Connection: close\r\n\r\n{")
                  .getBytes(StandardCharsets.US_ASCII));
      sockets.add(socket);
    } catch (IOException e) {
      close(socket);
    }
  }

  /**
   * Waits until the service has certainly read what was sent, and forgets those that were answered
   * before their end: they are under way no more.
   */
  void settle() throws InterruptedException {
    Thread.sleep(READ_WITHIN);
    sockets.removeIf(socket -> {
      try {
        boolean answered = socket.getInputStream().available() > 0;
        if (answered) {
          close(socket);
        }
        return answered;
      } catch (IOException e) {
        return true;
      }
    });
  }

  /** Sends the rest, to be called at the signal, and tells what became of them. */
  UnderWay end() throws InterruptedException {
    Thread.sleep(LATER);
    int answered = 0;
    for (Socket socket : sockets) {
      if (answered(socket)) {
        answered++;
      }
    }
    return new UnderWay(answered, sockets.size() - answered);
  }

  private static boolean answered(Socket socket) {
    try {
      socket.getOutputStream().write('}');
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).startsWith("HTTP/1.");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    sockets.forEach(Uploads::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is given up either way
      return;
    }
  }
}
