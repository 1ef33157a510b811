package dev.dragoncode.emulators.engine.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds child processes by the marker that they carry, for when no record names them: the app may
 * die between starting a process and writing down its pid. The marker stands in the environment,
 * which descendants inherit and Linux shows, and on the command line of what has room for it.
 */
final class MarkedProcesses {

  /** The environment variable that holds a child's id. */
  static final String VARIABLE = "DRAGONCODE_CHILD";

  /** The system property that holds it on a JVM's command line. */
  static final String PROPERTY = "dragoncode.child";

  private static final Logger LOG = LoggerFactory.getLogger(MarkedProcesses.class);
  private static final Path PROC = Path.of("/proc");

  /** Living processes with this marker, oldest first. */
  List<ProcessHandle> find(String id) {
    byte[] marker = (VARIABLE + "=" + id + "\0").getBytes(StandardCharsets.UTF_8);
    boolean environments = Files.isDirectory(PROC.resolve("self"));
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                environments
                    ? contains(environment(handle.pid()), marker)
                    : handle.info().commandLine().filter(line -> line.contains(id)).isPresent())
        .sorted(
            Comparator.comparing(
                    (ProcessHandle handle) -> handle.info().startInstant().orElse(Instant.MAX))
                .thenComparingLong(ProcessHandle::pid))
        .toList();
  }

  private static byte[] environment(long pid) {
    try {
      return Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("environ"));
    } catch (IOException e) {
      LOG.trace("Process {} has ended, or is another user's", pid, e);
      return new byte[0];
    }
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int start = 0; start + part.length <= bytes.length; start++) {
      int length = 0;
      while (length < part.length && bytes[start + length] == part[length]) {
        length++;
      }
      if (length == part.length) {
        return true;
      }
    }
    return false;
  }
}
