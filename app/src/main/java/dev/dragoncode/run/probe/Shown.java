package dev.dragoncode.run.probe;

import dev.dragoncode.readiness.Proof.Outcome;
import java.util.Optional;

/**
 * What probes have shown about a check.
 *
 * @param summary what was asked and what came, concretely
 * @param path the path whose answer decided; empty where no single one did
 */
public record Shown(String check, Outcome outcome, String summary, Optional<String> path) {

  static Shown holds(String check, String summary) {
    return new Shown(check, Outcome.SHOWN, summary, Optional.empty());
  }

  static Shown refuted(String check, String summary) {
    return new Shown(check, Outcome.REFUTED, summary, Optional.empty());
  }

  /** The probe could not tell. */
  static Shown open(String check, String summary) {
    return new Shown(check, Outcome.OPEN, summary, Optional.empty());
  }

  /** The same, decided by this answer. */
  Shown by(Exchange answer) {
    return new Shown(check, outcome, summary, Optional.of(answer.path()));
  }
}
