package dev.dragoncode.io.ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at ports of 127.0.0.1. */
public final class LoopbackPorts {

  private static final Logger LOG = LoggerFactory.getLogger(LoopbackPorts.class);

  private LoopbackPorts() {}

  /** Whether a server could listen there now. */
  public static boolean free(int port) {
    try (SocketChannel _ = bind(port)) {
      return true;
    } catch (IOException e) {
      LOG.debug("Port {} is taken", port, e);
      return false;
    }
  }

  /** Other ports than these, free now, by the same names. */
  public static Map<String, Integer> anyFree(Map<String, Integer> ports) {
    Map<String, Integer> free = new HashMap<>();
    List<SocketChannel> held = new ArrayList<>();
    try {
      for (String name : ports.keySet()) {
        SocketChannel socket = bind(0);
        held.add(socket);
        free.put(name, socket.socket().getLocalPort());
      }
      for (SocketChannel socket : held) {
        socket.close();
      }
      return free;
    } catch (IOException e) {
      throw new UncheckedIOException("No port of this machine is free", e);
    }
  }

  /** A port that no server listens on now. */
  public static int anyFree() {
    try (SocketChannel socket = bind(0)) {
      return socket.socket().getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has a port without listening there: a process that another thread starts just now inherits what
   * is open until it closes it, and a socket that listens would keep the port from the server for
   * whom it was looked at.
   */
  private static SocketChannel bind(int port) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
    try {
      return socket
          .setOption(StandardSocketOptions.SO_REUSEADDR, true)
          .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * The program that listens on a port, such as {@code postgres (process 4711)}; empty where the
   * system does not tell, which only Linux does.
   */
  public static Optional<String> holder(int port) {
    ProcessHandle listener = ListeningPorts.of(ProcessHandle.allProcesses().toList()).get(port);
    return Optional.ofNullable(listener).map(LoopbackPorts::describe);
  }

  private static String describe(ProcessHandle handle) {
    String name =
        handle
            .info()
            .command()
            .map(command -> String.valueOf(Path.of(command).getFileName()))
            .orElse("a program");
    return name + " (process " + handle.pid() + ")";
  }
}
