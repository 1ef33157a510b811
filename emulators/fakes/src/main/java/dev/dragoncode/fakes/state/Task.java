package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Something that a pack does at a later time of the fakes' clock, kept as data so that it survives
 * a restart.
 *
 * @param name under which the pack's code knows it
 * @param weight roughly the bytes that it takes in memory
 */
public record Task(long number, Instant due, String name, ObjectNode details, int weight)
    implements Comparable<Task> {

  /** Which of two comes first: the one that is due first, else the one that was there first. */
  @Override
  public int compareTo(Task other) {
    int byDue = due.compareTo(other.due);
    return byDue == 0 ? Long.compare(number, other.number) : byDue;
  }
}
