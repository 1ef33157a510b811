package dev.dragoncode.fakes.stubs;

import java.util.Optional;

/**
 * One mapping: which requests it is for, and what it answers.
 *
 * @param id its name, or its method and address where it has none; no other one has it
 * @param priority 1 for the one that wins
 * @param rank of those of one priority the highest wins
 */
record Stub(
    String id,
    int priority,
    int rank,
    RequestRule request,
    Optional<Scenario> scenario,
    ResponseRule response) {

  /** In which every scenario begins. */
  static final String STARTED = "Started";

  /**
   * Its place in a story.
   *
   * @param required the state in which it answers; empty for each
   * @param next the state after it has; empty for the same
   */
  record Scenario(String name, Optional<String> required, Optional<String> next) {}
}
