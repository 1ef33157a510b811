package dev.dragoncode.io.ssh;

import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on this machine and carries each connection to another one. */
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int BUFFER = 1 << 15;

  /** Where connections go. */
  public interface Target {

    /** Opens a stream for one connection; a failure closes that connection alone. */
    SshConnection.TwoWay open() throws IOException, InterruptedException;
  }

  private final ServerSocketChannel listening;
  private final Target target;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  private Relay(ServerSocketChannel listening, Target target) {
    this.listening = listening;
    this.target = target;
  }

  /**
   * Begins to listen.
   *
   * @param local a loopback port or a unix socket
   * @throws IOException if the address is taken
   */
  public static Relay at(SocketAddress local, Target target) throws IOException {
    boolean unix = local instanceof UnixDomainSocketAddress;
    ServerSocketChannel listening =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    try {
      listening.bind(local);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    Relay relay = new Relay(listening, target);
    Thread.ofVirtual().name("relay " + local).start(relay::accept);
    return relay;
  }

  /** Listens no more, and cuts what it carries. */
  @Override
  public void close() {
    try {
      listening.close();
      for (SocketChannel connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      LOG.debug("A relay did not close", e);
    }
  }

  private void accept() {
    while (listening.isOpen()) {
      try {
        SocketChannel connection = listening.accept();
        connections.add(connection);
        Thread.ofVirtual().name("relayed").start(() -> carry(connection));
      } catch (IOException e) {
        LOG.trace("A relay listens no more", e);
      }
    }
  }

  private void carry(SocketChannel connection) {
    try (connection;
        SshConnection.TwoWay remote = target.open()) {
      Thread back =
          Thread.ofVirtual()
              .name("relayed back")
              .start(() -> pump(remote.in(), Channels.newOutputStream(connection), connection));
      pump(Channels.newInputStream(connection), remote.out(), remote);
      back.join();
    } catch (IOException | ProblemException e) {
      LOG.debug("A connection could not be relayed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  /** Copies to the end, then says so to the other side; where it breaks, both sides end. */
  private static void pump(InputStream from, OutputStream to, AutoCloseable whenBroken) {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
      if (whenBroken instanceof SocketChannel connection) {
        connection.shutdownOutput();
      } else {
        to.close();
      }
    } catch (IOException e) {
      LOG.trace("A relayed connection broke", e);
      end(whenBroken);
    }
  }

  private static void end(AutoCloseable broken) {
    try {
      broken.close();
    } catch (Exception e) {
      LOG.trace("A broken connection did not close", e);
    }
  }
}
