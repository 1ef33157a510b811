package dev.dragoncode.emulators.engine.docker;

import java.util.Optional;

/** Runs one of Docker's credential helpers, the programs {@code docker-credential-…}. */
@FunctionalInterface
interface CredentialHelper {

  /**
   * What the helper prints for a registry: JSON with Username and Secret.
   *
   * @param helper the name after {@code docker-credential-}
   * @return empty where it has nothing or cannot be run
   */
  Optional<String> get(String helper, String registry) throws InterruptedException;
}
