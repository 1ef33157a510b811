package dev.dragoncode.emulators.probe;

/** What probes found. */
public sealed interface ProbeOutcome {

  /** Every probe passed. */
  record Passed() implements ProbeOutcome {}

  /**
   * One did not.
   *
   * @param awaited what had to happen, for a person, such as "PostgreSQL answers on 20431"
   * @param reason what happened instead, such as "connection refused"
   */
  record NotPassed(String awaited, String reason) implements ProbeOutcome {}

  default boolean passed() {
    return this instanceof Passed;
  }
}
