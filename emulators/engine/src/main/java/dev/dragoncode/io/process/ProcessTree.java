package dev.dragoncode.io.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A process and all its descendants. A descendant whose parent ends first moves to another parent,
 * so the tree is read before anything is ended, and again before the hard signal.
 */
public final class ProcessTree {

  /** How long the system may take to remove a process after the hard signal. */
  private static final Duration HARD_WAIT = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final ProcessHandle root;

  private ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  public static ProcessTree of(ProcessHandle root) {
    return new ProcessTree(root);
  }

  /** The process and its living descendants, the process first. */
  public List<ProcessHandle> members() {
    List<ProcessHandle> members = new ArrayList<>();
    if (root.isAlive()) {
      members.add(root);
    }
    root.descendants().forEach(members::add);
    return members;
  }

  /**
   * Asks the process to end, waits for the whole tree as long as the grace lasts, and kills what is
   * left. Only the root gets the polite signal: a database tells its own workers. Done once all are
   * gone. An interrupt cuts the grace short and kills at once.
   */
  public void stop(Duration grace) throws InterruptedException {
    stop(grace, root::destroy);
  }

  /** The same, with another way to ask the process to end; the grace counts from its return. */
  public void stop(Duration grace, Request politely) throws InterruptedException {
    Set<ProcessHandle> seen = new LinkedHashSet<>(members());
    try {
      politely.ask();
      if (!ended(seen, grace)) {
        seen.addAll(members());
      }
    } finally {
      for (ProcessHandle member : List.copyOf(seen)) {
        member.descendants().forEach(seen::add);
      }
      seen.forEach(ProcessHandle::destroyForcibly);
    }
    ended(seen, HARD_WAIT);
  }

  /** A way to ask a process to end. */
  public interface Request {
    void ask() throws InterruptedException;
  }

  /** Kills all of it at once. */
  public void kill() {
    Set<ProcessHandle> seen = new LinkedHashSet<>(members());
    seen.forEach(ProcessHandle::destroyForcibly);
  }

  /** Looks often: the JDK's own wait for a process that is no child looks every 300 ms. */
  private static boolean ended(Set<ProcessHandle> processes, Duration within)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      Thread.sleep(LOOK_EVERY);
    }
    return true;
  }
}
