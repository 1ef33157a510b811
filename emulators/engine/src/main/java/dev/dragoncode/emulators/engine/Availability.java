package dev.dragoncode.emulators.engine;

import dev.dragoncode.problem.Problem;

/** Whether an engine could start an emulator now. */
public sealed interface Availability {

  /**
   * It could.
   *
   * @param why for the card, such as "image is local"
   */
  record Possible(String why) implements Availability {}

  /**
   * It could not.
   *
   * @param why for the card, such as "docker.io did not answer within 2 s"
   * @param problem the same for a user who asked for this engine
   */
  record Impossible(String why, Problem problem) implements Availability {}
}
