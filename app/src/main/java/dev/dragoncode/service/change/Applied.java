package dev.dragoncode.service.change;

import java.time.Instant;
import java.util.List;

/**
 * A change that was made to a project's files.
 *
 * @param title what it was for, such as {@code PRD-NONROOT}
 * @param paths the files that it changed
 */
public record Applied(String id, String title, Instant at, List<String> paths) {

  public Applied {
    paths = List.copyOf(paths);
  }
}
