package dev.dragoncode.service.rotate;

import java.util.Optional;

/**
 * Where the service finds the login. All of it throws {@link
 * dev.dragoncode.problem.ProblemException} where it cannot be read or written.
 */
public interface SecretPlace {

  /** As people call it, such as {@code secret/data/shop-api}. */
  String name();

  /** What stands there now; empty where there is none. */
  Optional<Login> current() throws InterruptedException;

  /**
   * Writes another login in its place, and nothing else; only if nobody else has written since it
   * was read.
   *
   * @return what it has become, such as {@code version 3}
   */
  String publish(Login login) throws InterruptedException;
}
