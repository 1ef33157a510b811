package dev.dragoncode.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was started, in order and once: commands and windows first, then services in the
 * reverse order of their making. Runs at the normal end and on SIGINT and SIGTERM.
 */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private record Step(String name, Runnable work) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Deque<Step> users = new ArrayDeque<>();
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Ends everything when the process is asked to end. */
  void install() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::run));
  }

  /** Work for the end, before that of everything registered earlier. */
  synchronized void atEnd(String name, Runnable work) {
    steps.push(new Step(name, work));
  }

  /** Work that comes before all services end, as they are still needed for it. */
  synchronized void first(String name, Runnable work) {
    users.push(new Step(name, work));
  }

  /** Ends everything; a second call waits for nothing and does nothing. */
  void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    drain(users);
    drain(steps);
  }

  private void drain(Deque<Step> queue) {
    for (Step step = next(queue); step != null; step = next(queue)) {
      try {
        step.work().run();
      } catch (RuntimeException e) {
        LOG.error("{} did not end well", step.name(), e);
      }
    }
  }

  private synchronized @Nullable Step next(Deque<Step> queue) {
    return queue.poll();
  }
}
