package dev.dragoncode.run.probe;

import dev.dragoncode.readiness.Proof.Outcome;

/**
 * What probes have shown about a check.
 *
 * @param summary what was asked and what came, concretely
 */
public record Shown(String check, Outcome outcome, String summary) {

  static Shown holds(String check, String summary) {
    return new Shown(check, Outcome.SHOWN, summary);
  }

  static Shown refuted(String check, String summary) {
    return new Shown(check, Outcome.REFUTED, summary);
  }

  /** The probe could not tell. */
  static Shown open(String check, String summary) {
    return new Shown(check, Outcome.OPEN, summary);
  }
}
