package dev.dragoncode.io.ports;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on which TCP ports processes listen and to which they are connected, from what Linux shows
 * under {@code /proc}.
 */
public final class ListeningPorts {

  private static final Logger LOG = LoggerFactory.getLogger(ListeningPorts.class);

  private static final Path PROC = Path.of("/proc");

  /** Columns of {@code /proc/net/tcp} and the state of a listener: proc(5). */
  private static final int ADDRESS = 1;

  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTEN = "0A";
  private static final String ESTABLISHED = "01";

  private ListeningPorts() {}

  /** The ports of these processes with the one that listens; empty on other systems than Linux. */
  public static Map<Integer, ProcessHandle> of(Collection<ProcessHandle> processes) {
    try {
      return ports(processes, sockets(LISTEN, ADDRESS));
    } catch (IOException e) {
      LOG.debug("Who listens where cannot be told", e);
      return Map.of();
    }
  }

  /**
   * The ports, on this machine or others, that a process has open connections to; empty where the
   * system does not tell.
   */
  public static Optional<Set<Integer>> connected(ProcessHandle process) {
    if (!Files.isReadable(PROC.resolve(Long.toString(process.pid())).resolve("fd"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(ports(List.of(process), sockets(ESTABLISHED, REMOTE)).keySet());
    } catch (IOException e) {
      LOG.debug("Who is connected where cannot be told", e);
      return Optional.empty();
    }
  }

  private static Map<Integer, ProcessHandle> ports(
      Collection<ProcessHandle> processes, Map<String, Integer> sockets) {
    Map<Integer, ProcessHandle> ports = new TreeMap<>();
    for (ProcessHandle process : processes) {
      add(process, sockets, ports);
    }
    return ports;
  }

  /** The ports of all sockets in a state, by what a process's open files call them. */
  private static Map<String, Integer> sockets(String state, int column) throws IOException {
    Map<String, Integer> sockets = new HashMap<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = PROC.resolve("net").resolve(table);
      if (!Files.exists(file)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > INODE && columns[STATE].equals(state)) {
          String address = columns[column];
          sockets.put(
              "socket:[" + columns[INODE] + "]",
              Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16));
        }
      }
    }
    return sockets;
  }

  private static void add(
      ProcessHandle process, Map<String, Integer> sockets, Map<Integer, ProcessHandle> into) {
    Path open = PROC.resolve(Long.toString(process.pid())).resolve("fd");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
      for (Path file : files) {
        Integer port = sockets.get(Files.readSymbolicLink(file).toString());
        if (port != null) {
          into.put(port, process);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.trace("{} has ended, or is another user's", process.pid(), e);
    }
  }
}
