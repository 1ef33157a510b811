package dev.dragoncode.emulators.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Which content an image's name has stood for on this machine, as a registry said it.
 *
 * @param digest such as {@code sha256:…}
 * @param since when it was first seen here
 * @param before what the same name stood for until then; absent where it never changed
 */
public record ImageDigest(String digest, Instant since, Optional<Before> before) {

  /** What an image's name stood for earlier. */
  public record Before(String digest, Instant since) {}
}
