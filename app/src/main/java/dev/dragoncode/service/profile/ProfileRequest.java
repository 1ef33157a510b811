package dev.dragoncode.service.profile;

import dev.dragoncode.profile.Mode;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What is to be profiled, and how.
 *
 * @param pid of a program that runs; empty to start the project's own service
 */
public record ProfileRequest(OptionalLong pid, Mode mode, Duration duration) {

  /** Longer recordings are for servers, not for a workbench. */
  public static final Duration LONGEST = Duration.ofMinutes(30);

  /** Of a program that runs. */
  public static ProfileRequest of(long pid, Mode mode, Duration duration) {
    return new ProfileRequest(OptionalLong.of(pid), mode, duration);
  }

  /** Of the project's service, which is started for it. */
  public static ProfileRequest launch(Mode mode, Duration duration) {
    return new ProfileRequest(OptionalLong.empty(), mode, duration);
  }

  /** Whether the project's own code is started for it. */
  public boolean launches() {
    return pid.isEmpty();
  }
}
