package dev.dragoncode.service.run;

import dev.dragoncode.run.probe.UnderWay;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps requests under way, and tells what became of those that the service had in hand when it was
 * told to end: sent on a connection that it had served before, and long enough ago to have been
 * read. What was sent in the last moment may still have lain in the system's queue, where no
 * program can save it.
 */
final class InFlight {

  private static final int WORKERS = 16;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final Duration READ_WITHIN = Duration.ofMillis(20);

  /** What was answered sooner may have been done when the signal came. */
  private static final Duration BEYOND = Duration.ofMillis(20);

  private final URI base;
  private final byte[] request;
  private final List<Thread> workers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /** A request on a connection that had been served before; the times are of the nano clock. */
  private record Sent(long at, long end, boolean whole) {
    long took() {
      return end - at;
    }
  }

  InFlight(URI base, String path) {
    this.base = base;
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nAccept: */*\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  void begin() {
    for (int i = 0; i < WORKERS; i++) {
      workers.add(Thread.ofVirtual().name("probe-" + i).start(this::work));
    }
  }

  /** Begins no more, and waits until each that is under way has ended, one way or the other. */
  void end() throws InterruptedException {
    over = true;
    for (Thread worker : workers) {
      worker.join();
    }
  }

  /**
   * What became of those that were under way at a moment.
   *
   * @param signal of the nano clock
   */
  UnderWay at(long signal) {
    long usual = usual(signal);
    long margin = Math.max(READ_WITHIN.toNanos(), usual);
    List<Sent> underWay =
        sent.stream()
            .filter(each -> signal - each.at() >= margin && each.end() - signal >= 0)
            .toList();
    int broken = (int) underWay.stream().filter(each -> !each.whole()).count();
    long answered =
        underWay.stream()
            .filter(each -> each.whole() && each.end() - signal >= BEYOND.toNanos())
            .count();
    return new UnderWay((int) answered, broken);
  }

  /** How long half of those took that had ended before. */
  private long usual(long signal) {
    long[] took =
        sent.stream()
            .filter(each -> each.end() - signal < 0)
            .mapToLong(Sent::took)
            .sorted()
            .toArray();
    return took.length == 0 ? 0 : took[took.length / 2];
  }

  private void work() {
    while (!over) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean served = false;
        boolean more = true;
        while (!over && more) {
          long at = System.nanoTime();
          boolean whole = false;
          try {
            socket.getOutputStream().write(request);
            more = answer(in);
            whole = true;
          } finally {
            if (served) {
              sent.add(new Sent(at, System.nanoTime(), whole));
            }
          }
          served = true;
        }
      } catch (IOException e) {
        if (over) {
          return;
        }
      }
    }
  }

  /** Reads an answer to its end; whether the connection may be used again. */
  private static boolean answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) next(in));
    }
    String fields = head.toString().toLowerCase(Locale.ROOT);
    boolean close = fields.contains("\r\nconnection: close");
    if (fields.contains("\r\ntransfer-encoding: chunked")) {
      int size;
      do {
        size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
        in.skipNBytes(size);
        String _ = line(in);
      } while (size > 0);
      return !close;
    }
    int length = fields.indexOf("\r\ncontent-length:");
    if (length >= 0) {
      int end = fields.indexOf("\r\n", length + 2);
      in.skipNBytes(Long.parseLong(fields.substring(length + 17, end).strip()));
      return !close;
    }
    if (fields.startsWith("http/1.1 204") || fields.startsWith("http/1.1 304")) {
      return !close;
    }
    in.transferTo(OutputStream.nullOutputStream());
    return false;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int character;
    while ((character = next(in)) != '\n') {
      line.append((char) character);
    }
    return line.toString();
  }

  private static int next(InputStream in) throws IOException {
    int character = in.read();
    if (character < 0) {
      throw new EOFException("The answer ended early");
    }
    return character;
  }
}
