package dev.dragoncode.io.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the processes that a command has started, even those whose parent has ended, by a variable
 * of their environment. Where the system shows no environments there are none.
 */
final class ProcessMarks {

  /** Whose value is the mark. */
  static final String VARIABLE = "DRAGONCODE_RUN";

  private static final Logger LOG = LoggerFactory.getLogger(ProcessMarks.class);
  private static final Path PROC = Path.of("/proc");

  /** One that is being forked while the others end is seen by the next look. */
  private static final int LOOKS = 5;

  private ProcessMarks() {}

  /** Ends at once all living processes with this mark. */
  static void kill(String mark) {
    for (int look = 0; look < LOOKS; look++) {
      List<ProcessHandle> found = of(mark);
      if (found.isEmpty()) {
        return;
      }
      found.forEach(ProcessHandle::destroyForcibly);
    }
  }

  static List<ProcessHandle> of(String mark) {
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return List.of();
    }
    String wanted = VARIABLE + "=" + mark;
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(each -> each.pid() != self && environment(each.pid()).contains(wanted))
        .toList();
  }

  private static List<String> environment(long pid) {
    Path file = PROC.resolve(Long.toString(pid)).resolve("environ");
    try {
      return Files.isReadable(file)
          ? List.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\0"))
          : List.of();
    } catch (IOException e) {
      LOG.trace("{} has ended", pid, e);
      return List.of();
    }
  }
}
