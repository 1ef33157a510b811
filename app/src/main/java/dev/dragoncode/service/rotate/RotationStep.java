package dev.dragoncode.service.rotate;

import java.time.Duration;

/**
 * A step that was taken.
 *
 * @param words what was done and seen, without secrets
 */
public record RotationStep(Kind kind, String words, Duration took) {

  /** The steps in their order. */
  public enum Kind {
    /** Who uses the database, and with which login. */
    LOOK,
    /** The two roles are there. */
    PREPARE,
    /** The one that is not in use gets a new password. */
    CHANGE,
    /** It is tried. */
    TRY,
    /** The service can find it. */
    PUBLISH,
    /** The service uses it. */
    FOLLOW,
    /** The one before no longer opens anything. */
    LOCK
  }
}
