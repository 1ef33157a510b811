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
 * Finds child processes without their pid: the app may die between starting a process and writing
 * it down, and a child may have children. On Linux a process shows the marker in its environment,
 * or (some overwrite that with their title) its folder and where its output goes; elsewhere the
 * command line has the marker or the folder.
 */
final class MarkedProcesses {

  /** The environment variable that holds a child's id. */
  static final String VARIABLE = "DRAGONCODE_CHILD";

  /** The system property that holds it on a JVM's command line. */
  static final String PROPERTY = "dragoncode.child";

  private static final Logger LOG = LoggerFactory.getLogger(MarkedProcesses.class);
  private static final Path PROC = Path.of("/proc");

  private MarkedProcesses() {}

  /** Living processes of this child, oldest first. */
  static List<ProcessHandle> find(ChildRecord record) {
    boolean linux = Files.isDirectory(PROC.resolve("self").resolve("fd"));
    byte[] marker = (VARIABLE + "=" + record.id() + "\0").getBytes(StandardCharsets.UTF_8);
    return ProcessHandle.allProcesses()
        .filter(handle -> linux ? onLinux(handle, record, marker) : byCommandLine(handle, record))
        .filter(ProcessHandle::isAlive)
        .sorted(
            Comparator.comparing(
                    (ProcessHandle handle) -> handle.info().startInstant().orElse(Instant.MAX))
                .thenComparingLong(ProcessHandle::pid))
        .toList();
  }

  private static boolean onLinux(ProcessHandle handle, ChildRecord record, byte[] marker) {
    Path process = PROC.resolve(Long.toString(handle.pid()));
    try {
      return contains(Files.readAllBytes(process.resolve("environ")), marker)
          || Files.readSymbolicLink(process.resolve("cwd")).startsWith(record.data())
          || Files.readSymbolicLink(process.resolve("fd/1")).equals(record.log());
    } catch (IOException e) {
      LOG.trace("{} has ended, or is another user's", process, e);
      return false;
    }
  }

  private static boolean byCommandLine(ProcessHandle handle, ChildRecord record) {
    return handle
        .info()
        .commandLine()
        .filter(line -> line.contains(record.id()) || line.contains(record.data().toString()))
        .isPresent();
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
