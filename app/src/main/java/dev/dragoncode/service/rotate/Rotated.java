package dev.dragoncode.service.rotate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rotation that was completed.
 *
 * @param from the login's name before
 * @param to the login's name now
 * @param secret where the service finds it
 * @param followed how long the service took to follow; empty where none was watched
 * @param sessions of the service under the new login
 * @param locked whether the login before was locked
 */
public record Rotated(
    String from,
    String to,
    String secret,
    Optional<Duration> followed,
    int sessions,
    boolean locked,
    List<RotationStep> steps) {

  public Rotated {
    steps = List.copyOf(steps);
  }

  /** One line for a person. */
  public String summary() {
    return followed
        .map(time ->
            "%s took over from %s within %.1f s: %s%s"
                .formatted(
                    to,
                    from,
                    time.toMillis() / 1000.0,
                    Words.count(sessions, "session"),
                    locked ? ", the login before is locked" : ""))
        .orElseGet(() -> "%s took over from %s; no service was watched".formatted(to, from));
  }
}
