package dev.dragoncode.readiness.advisories;

import dev.dragoncode.project.locks.Ecosystem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The advisories that this machine has. */
public interface AdvisorySource {

  /** Of when the advisories of an ecosystem are; empty where there are none. */
  Optional<Instant> asOf(Ecosystem ecosystem);

  /**
   * The advisories that name this package; withdrawn ones are left out.
   *
   * @param name as {@link Ecosystem#normalized} has it
   */
  List<Advisory> of(Ecosystem ecosystem, String name);
}
