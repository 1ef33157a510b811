package dev.dragoncode.service.run;

import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.run.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a run prints, as it is kept: the beginning, which tells what was started, and the end, which
 * tells what came of it. Any thread.
 */
final class BoundedOutput {

  /** Characters of each of the two: one megabyte together. */
  private static final int HALF = 500_000;

  /** Characters of a line that are looked through at once. */
  private static final int PART = 400;

  private final StringBuilder head = new StringBuilder();
  private final Deque<String> tail = new ArrayDeque<>();
  private long inTail;
  private long leftOut;
  private boolean full;

  synchronized void add(String printed) {
    String line = PlainText.of(printed);
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

  /** The same with secrets masked. */
  String masked() {
    StringBuilder all = new StringBuilder();
    text().lines().forEach(line -> masked(line, all));
    return all.toString();
  }

  /**
   * In parts: what looks for names of secrets takes time by the square of a text without blanks.
   */
  private static void masked(String line, StringBuilder into) {
    int from = 0;
    while (line.length() - from > PART) {
      int blank = line.lastIndexOf(' ', from + PART);
      int to = blank > from ? blank : from + PART;
      into.append(Excerpts.masked(line.substring(from, to)));
      from = to;
    }
    into.append(Excerpts.masked(line.substring(from))).append('\n');
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
