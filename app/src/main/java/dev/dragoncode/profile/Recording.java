package dev.dragoncode.profile;

import java.util.List;
import java.util.Optional;

/**
 * What a profile file holds.
 *
 * @param profiles of each mode that it has samples of, the one it was made for first; never empty
 * @param findings what the rules of JDK Flight Recorder say of it, the gravest first
 */
public record Recording(List<Profile> profiles, List<Finding> findings) {

  public Recording {
    profiles = List.copyOf(profiles);
    findings = List.copyOf(findings);
  }

  /** A recording with one profile. */
  static Recording of(Profile profile) {
    return new Recording(List.of(profile), List.of());
  }

  /** The profile that it was made for. */
  public Profile main() {
    return profiles.getFirst();
  }

  /** Its profile of a mode. */
  public Optional<Profile> of(Mode mode) {
    return profiles.stream().filter(profile -> profile.mode() == mode).findFirst();
  }

  /**
   * What a rule says.
   *
   * @param score from 0, nothing to see, to 100, certainly in the way
   * @param summary one sentence
   * @param explanation what it means and what to do
   */
  public record Finding(String topic, String rule, double score, String summary, String explanation) {}
}
