package dev.dragoncode.emulators.engine;

/** Whether an instance runs. */
public sealed interface Liveness {

  /** It runs. */
  record Running() implements Liveness {}

  /**
   * It ended.
   *
   * @param exitCode of its main process; -1 where unknown
   * @param reason for a person, such as "exit code 137 (killed, perhaps out of memory)"
   */
  record Ended(int exitCode, String reason) implements Liveness {}

  /** The engine knows no such instance any more. */
  record Gone() implements Liveness {}
}
