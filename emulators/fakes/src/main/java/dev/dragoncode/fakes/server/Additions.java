package dev.dragoncode.fakes.server;

import dev.dragoncode.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Adds packs to a server that runs, and takes them away again. */
public interface Additions {

  /** Where a pack that did not come with the workbench is from. */
  record Origin(String source, boolean removable) {}

  /**
   * Serves an OpenAPI document, now and after each restart.
   *
   * @param document a path or an address, or one of them behind {@code ID=}
   * @param port any free one where it is absent
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read or served, or there is a
   *     pack of that id
   */
  PackRuntime add(String document, OptionalInt port);

  /**
   * Serves it no longer and forgets what it kept.
   *
   * @throws dev.dragoncode.problem.ProblemException if it was not added
   */
  void remove(String id);

  /** Where a pack is from; empty for those that come with the workbench. */
  Optional<Origin> origin(String id);

  /** About documents that are not served although they should be. */
  List<Problem> problems();
}
