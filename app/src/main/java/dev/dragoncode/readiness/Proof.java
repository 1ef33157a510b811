package dev.dragoncode.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run has shown about a check.
 *
 * @param outcome what it came to
 * @param summary one line: what was seen, concretely
 * @param stamps the covered files when it began, see {@link dev.dragoncode.project.TreeHash#stamps}
 * @param contents the same by what they held
 */
public record Proof(
    String check,
    Kind kind,
    Outcome outcome,
    String summary,
    List<Evidence> evidence,
    Instant at,
    String stamps,
    String contents) {

  public Proof {
    evidence = List.copyOf(evidence);
  }

  /** Where a proof comes from, and how long it holds while no file changes. */
  public enum Kind {
    /** The project's own tests: as long as the files are the same. */
    TESTS(Optional.empty(), Set.of("VAL-PASS")),
    /** A look at the running service. */
    PROBE(
        Optional.of(Duration.ofHours(24)),
        Set.of(
            "OPS-LIVE",
            "OPS-READY",
            "OPS-GRACEFUL",
            "PRO-AUTH",
            "PRE-VALID",
            "PRE-ERRORS",
            "PRE-RATE",
            "STG-METRICS",
            "STG-JSONLOG",
            "STG-CORR")),
    /** A secret that was changed under a running service: as long as a person's word on it. */
    ROTATION(Optional.of(Duration.ofDays(180)), Set.of("SEC-ROTATE")),
    /** A profile under load: older ones are of another program in all but name. */
    PROFILE(Optional.of(Duration.ofDays(30)), Set.of("STG-PROFILE"));

    private final Optional<Duration> lasting;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of, which cannot be changed
    private final Set<String> checks;

    Kind(Optional<Duration> lasting, Set<String> checks) {
      this.lasting = lasting;
      this.checks = checks;
    }

    /** The checks that it can prove, by id. */
    public Set<String> checks() {
      return checks;
    }

    /** How long it holds; empty for as long as nothing changes. */
    public Optional<Duration> lasting() {
      return lasting;
    }
  }

  /** What a run came to. */
  public enum Outcome {
    /** It was seen to hold. */
    SHOWN,
    /** It was seen not to hold. */
    REFUTED,
    /** The run could not tell, such as one without a test. */
    OPEN
  }

  /** Whether a proof still counts for the files as they are. */
  public enum Standing {
    /** The files are as they were. */
    HOLDS,
    /** Files that it covered have changed since. */
    CHANGED,
    /** It is too long ago. */
    OLD
  }
}
