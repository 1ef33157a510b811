package dev.dragoncode.project.manifest;

import java.util.List;

/**
 * An emulator that a project needs.
 *
 * @param id the catalog's, or one that only dragoncode.yaml names
 * @param reasons where it shows, best first; never empty
 */
public record Need(String id, List<Reason> reasons) {

  public Need {
    reasons = List.copyOf(reasons);
  }

  /**
   * A place that shows it.
   *
   * @param text one sentence for a person, such as "pom.xml depends on org.postgresql:postgresql"
   * @param file relative to the project
   * @param line from 1; 0 where the file as a whole is meant
   */
  public record Reason(String text, String file, int line) {}
}
