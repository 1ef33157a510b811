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
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on which TCP ports processes listen, from what Linux shows under {@code /proc}. */
public final class ListeningPorts {

  private static final Logger LOG = LoggerFactory.getLogger(ListeningPorts.class);

  private static final Path PROC = Path.of("/proc");

  /** Columns of {@code /proc/net/tcp} and the state of a listener: proc(5). */
  private static final int ADDRESS = 1;

  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String LISTEN = "0A";

  private ListeningPorts() {}

  /** The ports of these processes with the one that listens; empty on other systems than Linux. */
  public static Map<Integer, ProcessHandle> of(Collection<ProcessHandle> processes) {
    try {
      Map<String, Integer> sockets = sockets();
      Map<Integer, ProcessHandle> ports = new TreeMap<>();
      for (ProcessHandle process : processes) {
        add(process, sockets, ports);
      }
      return ports;
    } catch (IOException e) {
      LOG.debug("Who listens where cannot be told", e);
      return Map.of();
    }
  }

  private static Map<String, Integer> sockets() throws IOException {
    Map<String, Integer> sockets = new HashMap<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = PROC.resolve("net").resolve(table);
      if (!Files.exists(file)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > INODE && columns[STATE].equals(LISTEN)) {
          String address = columns[ADDRESS];
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
