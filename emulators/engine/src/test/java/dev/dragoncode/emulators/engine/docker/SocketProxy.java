package dev.dragoncode.emulators.engine.docker;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A unix socket in front of another one, which a test can cut as if the engine had stopped. */
final class SocketProxy implements AutoCloseable {

  private final Path path;
  private final Path target;
  private final Set<SocketChannel> channels = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocketChannel server;

  SocketProxy(Path path, Path target) throws IOException {
    this.path = path;
    this.target = target;
    restore();
  }

  String address() {
    return "unix://" + path;
  }

  /** Closes every connection and takes no more. */
  void cut() throws IOException {
    if (server != null) {
      server.close();
    }
    Files.deleteIfExists(path);
    for (SocketChannel channel : channels) {
      channel.close();
    }
    channels.clear();
  }

  /** Takes connections again. */
  void restore() throws IOException {
    SocketAddress address = UnixDomainSocketAddress.of(path);
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(address);
    server = listening;
    Thread.ofVirtual().start(() -> accept(listening));
  }

  @Override
  public void close() throws IOException {
    cut();
  }

  private void accept(ServerSocketChannel listening) {
    while (listening.isOpen()) {
      try {
        SocketChannel client = listening.accept();
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(target));
        channels.add(client);
        channels.add(engine);
        Thread.ofVirtual().start(() -> pump(client, engine));
        Thread.ofVirtual().start(() -> pump(engine, client));
      } catch (IOException e) {
        return; // the test has cut it
      }
    }
  }

  /** Copies until one side ends, then ends the other. */
  static void pump(ByteChannel from, ByteChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(16_384);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      return; // cut, or the other direction has ended
    }
  }
}
