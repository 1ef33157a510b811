package dev.dragoncode.load;

/**
 * An objective beside what was measured.
 *
 * @param good requests that got the expected status in time
 * @param all requests that were due, answered or not
 */
public record ObjectiveHeld(Objective objective, long good, long all) {

  /** How many were good, from 0 to 1; 0 where nothing was due. */
  public double share() {
    return all == 0 ? 0 : (double) good / all;
  }

  public boolean met() {
    return all > 0 && share() * 100 >= objective.percent();
  }
}
