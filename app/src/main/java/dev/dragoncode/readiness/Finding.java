package dev.dragoncode.readiness;

import java.util.List;
import java.util.Optional;

/**
 * A check's verdict on a project, with what it rests on.
 *
 * @param summary one line: what was seen, concretely
 * @param proof what a run has shown, where there was one; empty means present, not proven
 */
public record Finding(
    CheckSpec check,
    Status status,
    String summary,
    List<Evidence> evidence,
    Optional<String> proof) {

  public Finding {
    evidence = List.copyOf(evidence);
  }
}
