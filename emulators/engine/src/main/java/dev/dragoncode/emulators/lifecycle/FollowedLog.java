package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.snapshot.Subscription;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The output of a running emulator on its way to the log of all, none of it twice. */
final class FollowedLog implements AutoCloseable {

  private final Consumer<LogLine> log;
  private Subscription following = () -> {};
  private long seen;
  private boolean closed;

  /**
   * @param log gets the lines
   */
  FollowedLog(Consumer<LogLine> log) {
    this.log = log;
  }

  /** Takes lines from a source until closed. */
  FollowedLog follow(Function<Consumer<LogLine>, Subscription> source) {
    following = source.apply(this::line);
    return this;
  }

  private synchronized void line(LogLine line) {
    if (!closed) {
      seen++;
      log.accept(line);
    }
  }

  /**
   * Closes, and hands over what did not come before that: whoever follows a short run is late.
   *
   * @param all that it has written; more lines than were kept are not known again
   */
  void finish(List<LogLine> all) {
    close();
    synchronized (this) {
      all.stream().skip(seen).forEach(log);
      seen = Math.max(seen, all.size());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    following.close();
  }
}
