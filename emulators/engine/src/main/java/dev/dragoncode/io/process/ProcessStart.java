package dev.dragoncode.io.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a process started, to tell it from a later one with the same pid. On Linux these are the
 * kernel's ticks since this boot, which stay what they are when somebody sets the clock; elsewhere
 * it is the time of day.
 *
 * @param token what is written down: the boot's id and the ticks, or an ISO instant
 */
public record ProcessStart(String token) {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessStart.class);

  private static final Path PROC = Path.of("/proc");

  /** In {@code stat}, counted from the field after the name: proc_pid_stat(5), field 22. */
  private static final int START_TIME = 19;

  /** How far two readings of one start may lie apart by the time of day. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** The start of a process; empty where the system does not tell it, as of one that has ended. */
  public static Optional<ProcessStart> of(ProcessHandle process) {
    return ticks(process.pid())
        .or(() -> process.info().startInstant().map(Instant::toString))
        .map(ProcessStart::new);
  }

  /** The same; now, where the system does not tell it. */
  public static ProcessStart orNow(ProcessHandle process) {
    return of(process).orElseGet(() -> new ProcessStart(Instant.now().toString()));
  }

  /** The living process with this pid, if it is the one that started then. */
  public Optional<ProcessHandle> find(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOf);
  }

  private boolean isOf(ProcessHandle process) {
    Optional<Instant> written = instant();
    return written.isPresent()
        ? process
            .info()
            .startInstant()
            .filter(start -> Duration.between(start, written.get()).abs().compareTo(TOLERANCE) < 0)
            .isPresent()
        : of(process).filter(this::equals).isPresent();
  }

  private Optional<Instant> instant() {
    try {
      return Optional.of(Instant.parse(token));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> ticks(long pid) {
    Path stat = PROC.resolve(Long.toString(pid)).resolve("stat");
    Path boot = PROC.resolve("sys/kernel/random/boot_id");
    try {
      if (!Files.isReadable(stat) || !Files.isReadable(boot)) {
        return Optional.empty();
      }
      // the name stands in brackets, and may hold blanks and brackets
      String line = Files.readString(stat);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", START_TIME + 2);
      return Optional.of(Files.readString(boot).strip() + "/" + fields[START_TIME]);
    } catch (IOException | IndexOutOfBoundsException e) {
      LOG.debug("{} has ended, or cannot be read", stat, e);
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return token;
  }
}
