package dev.dragoncode.service.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A connection of a thread to itself, over which it sends a few bytes now and then while it waits.
 * What the system does to send has to be in the core's caches: the first bytes after some
 * milliseconds take three times as long to go as those that follow others (figures in
 * app/docs/benchmarks.md). One thread uses it.
 */
final class Practice implements AutoCloseable {

  /** Nanoseconds after which it is time again. */
  private static final long EVERY = 100_000;

  /** As long as a short request. */
  private static final int BYTES = 128;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
  private final SocketChannel from;
  private final SocketChannel to;
  private long last;

  /** Connects this machine with itself, on loopback. */
  Practice() throws IOException {
    try (ServerSocketChannel door = ServerSocketChannel.open()) {
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      from = open(SocketChannel.open(door.getLocalAddress()));
      to = open(door.accept());
    }
  }

  private static SocketChannel open(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  /**
   * Sends and takes the bytes where it is time, which takes some 10 microseconds.
   *
   * @param time by the nano clock
   * @return whether bytes went
   */
  boolean at(long time) throws IOException {
    if (time - last < EVERY) {
      return false;
    }
    last = time;
    bytes.clear();
    int sent = from.write(bytes);
    bytes.clear();
    to.read(bytes);
    return sent > 0;
  }

  @Override
  public void close() throws IOException {
    from.close();
    to.close();
  }
}
