package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.MavenGraphs;
import dev.dragoncode.project.secrets.SecretHistory;
import dev.dragoncode.readiness.advisories.Advisory;
import dev.dragoncode.readiness.advisories.AdvisorySource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What checks ask for that is not in the project's folder. */
public record Outside(AdvisorySource advisories, MavenGraphs maven, SecretHistory history) {

  /** The same with another reading of the history. */
  public Outside with(SecretHistory other) {
    return new Outside(advisories, maven, other);
  }

  /** Nothing is there; checks that need it say unknown. */
  public static Outside none() {
    return new Outside(
        new AdvisorySource() {
          @Override
          public Optional<Instant> asOf(Ecosystem ecosystem) {
            return Optional.empty();
          }

          @Override
          public List<Advisory> of(Ecosystem ecosystem, String name) {
            return List.of();
          }
        },
        MavenGraphs.none(),
        SecretHistory.none());
  }
}
