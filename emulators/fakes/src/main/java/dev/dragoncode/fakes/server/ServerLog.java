package dev.dragoncode.fakes.server;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The server's log: lines on one stream, which the workbench reads like any emulator's. */
public final class ServerLog {

  /**
   * Standard output belongs to the answers of {@code dragoncode fakes}, so the log goes beside it.
   */
  private static final PrintStream OUT = System.err;

  private ServerLog() {}

  /** What a user may want to know. */
  public static void info(@Nullable String line) {
    write("INFO ", line);
  }

  static void warn(String line) {
    write("WARN ", line);
  }

  public static void failure(String what, Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace, true));
    write("ERROR", what + " failed: " + trace.toString().strip());
  }

  private static void write(String level, @Nullable String line) {
    OUT.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + level + " " + line);
  }
}
