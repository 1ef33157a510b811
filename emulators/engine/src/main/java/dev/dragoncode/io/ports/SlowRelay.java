package dev.dragoncode.io.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one loopback port and carries each connection to another one, later and not faster
 * than it is told to. The order of bytes stays; what is under way is bounded, so that a sender is
 * held up as by a slow line.
 */
public final class SlowRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlowRelay.class);

  private static final int PIECE = 1 << 14;

  /** Pieces of one connection and direction that may be under way. */
  private static final int UNDER_WAY = 64;

  /** A slow line sends little at a time, not a lot now and then. */
  private static final int PIECES_PER_SECOND = 20;

  private static final int LEAST_PIECE = 64;

  /**
   * How slow the way is.
   *
   * @param latency added to a round trip
   * @param jitter by how much the latency varies to either side
   * @param bytesPerSecond each way, all connections together; 0 for any
   */
  public record Pace(Duration latency, Duration jitter, long bytesPerSecond) {}

  private final ServerSocketChannel listening;
  private final InetSocketAddress target;
  private final Pace pace;
  private final Line there;
  private final Line back;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private SlowRelay(ServerSocketChannel listening, int target, Pace pace) {
    this.listening = listening;
    this.target = loopback(target);
    this.pace = pace;
    this.there = new Line(pace.bytesPerSecond());
    this.back = new Line(pace.bytesPerSecond());
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the port is taken
   */
  public static SlowRelay open(int port, int target, Pace pace) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    try {
      listening.bind(loopback(port));
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    SlowRelay relay = new SlowRelay(listening, target, pace);
    Thread.ofVirtual().name("slow relay " + port).start(relay::accept);
    return relay;
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /** Listens no more, and cuts what it carries. */
  @Override
  public void close() {
    close(listening);
    open.forEach(SlowRelay::close);
  }

  private static void close(AutoCloseable channel) {
    try {
      channel.close();
    } catch (Exception e) {
      LOG.debug("A relay did not close", e);
    }
  }

  private void accept() {
    while (listening.isOpen()) {
      try {
        SocketChannel client = listening.accept();
        open.add(client);
        Thread.ofVirtual().name("slow connection").start(() -> carry(client));
      } catch (IOException e) {
        LOG.trace("A relay listens no more", e);
      }
    }
  }

  private void carry(SocketChannel client) {
    try (client;
        SocketChannel server = SocketChannel.open(target)) {
      open.add(server);
      if (!listening.isOpen()) {
        return;
      }
      Thread answers = Thread.ofVirtual().start(() -> pump(server, client, back));
      pump(client, server, there);
      answers.join();
      open.remove(server);
    } catch (IOException e) {
      LOG.debug("A connection could not be carried on", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /** Some bytes and when they arrive; an empty one is the end. */
  private record Piece(ByteBuffer bytes, long due) {}

  private void pump(SocketChannel from, SocketChannel to, Line line) {
    BlockingQueue<Piece> way = new ArrayBlockingQueue<>(UNDER_WAY);
    Thread writer = Thread.ofVirtual().start(() -> deliver(way, from, to, line));
    try {
      long last = System.nanoTime();
      boolean more = true;
      while (more) {
        ByteBuffer bytes = ByteBuffer.allocate(PIECE);
        more = from.read(bytes) >= 0;
        last = Math.max(last, System.nanoTime() + delay());
        way.put(new Piece(bytes.flip(), last));
      }
      writer.join();
    } catch (IOException e) {
      LOG.trace("A slow connection broke", e);
      writer.interrupt();
      close(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deliver(
      BlockingQueue<Piece> way, SocketChannel from, SocketChannel to, Line line) {
    try {
      Piece piece = way.take();
      while (piece.bytes().hasRemaining()) {
        sleepUntil(piece.due());
        line.write(piece.bytes(), to);
        piece = way.take();
      }
      sleepUntil(piece.due());
      to.shutdownOutput();
    } catch (IOException e) {
      LOG.trace("A slow connection broke", e);
      close(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One way of a round trip. */
  private long delay() {
    long jitter = pace.jitter().toNanos();
    long varied = jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(-jitter, jitter + 1);
    return Math.max(0, (pace.latency().toNanos() + varied) / 2);
  }

  private static void sleepUntil(long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  /** What all connections share in one direction. */
  private static final class Line {

    private final long bytesPerSecond;
    private long free = System.nanoTime();

    Line(long bytesPerSecond) {
      this.bytesPerSecond = bytesPerSecond;
    }

    void write(ByteBuffer bytes, SocketChannel to) throws IOException, InterruptedException {
      int end = bytes.limit();
      while (bytes.position() < end) {
        int size = Math.min(end - bytes.position(), mostAtOnce());
        sleepUntil(reserve(size));
        bytes.limit(bytes.position() + size);
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
        bytes.limit(end);
      }
    }

    private int mostAtOnce() {
      return bytesPerSecond == 0
          ? PIECE
          : Math.clamp(bytesPerSecond / PIECES_PER_SECOND, LEAST_PIECE, PIECE);
    }

    /** When so many bytes are through. */
    private synchronized long reserve(int size) {
      long now = System.nanoTime();
      if (bytesPerSecond == 0) {
        return now;
      }
      free = Math.max(free, now) + size * 1_000_000_000L / bytesPerSecond;
      return free;
    }
  }
}
