package dev.dragoncode.service.run;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a run prints, as it is kept: the beginning, which tells what was started, and the end, which
 * tells what came of it. Any thread.
 */
final class BoundedOutput {

  /** Characters of each of the two: one megabyte together. */
  private static final int HALF = 500_000;

  private final StringBuilder head = new StringBuilder();
  private final Deque<String> tail = new ArrayDeque<>();
  private long inTail;
  private long leftOut;
  private boolean full;

  synchronized void add(String line) {
    if (!full && head.length() + line.length() < HALF) {
      head.append(line).append('\n');
      return;
    }
    full = true;
    tail.addLast(line);
    inTail += line.length() + 1;
    while (inTail > HALF) {
      inTail -= tail.removeFirst().length() + 1;
      leftOut++;
    }
  }

  synchronized String text() {
    StringBuilder all = new StringBuilder(head);
    if (leftOut > 0) {
      all.append("… ").append(leftOut).append(" lines are left out …\n");
    }
    tail.forEach(line -> all.append(line).append('\n'));
    return all.toString();
  }
}
