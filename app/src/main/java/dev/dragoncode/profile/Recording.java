package dev.dragoncode.profile;

import java.util.List;
import java.util.Optional;

/**
 * What a profile file holds.
 *
 * @param profiles of each mode that it has samples of, the one it was made for first; never empty
 */
public record Recording(List<Profile> profiles) {

  public Recording {
    profiles = List.copyOf(profiles);
  }

  /** A recording with one profile. */
  static Recording of(Profile profile) {
    return new Recording(List.of(profile));
  }

  /** The profile that it was made for. */
  public Profile main() {
    return profiles.getFirst();
  }

  /** Its profile of a mode. */
  public Optional<Profile> of(Mode mode) {
    return profiles.stream().filter(profile -> profile.mode() == mode).findFirst();
  }
}
