package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.readiness.Verdict;
import java.util.List;

/**
 * A line of a file.
 *
 * @param line counted from one
 */
public record Place(String file, int line) {

  /** The places with what stands there; more than a verdict shows are not read. */
  public static List<Evidence> shown(ProjectView view, List<Place> places) {
    return places.stream()
        .distinct()
        .limit(Verdict.MAX_EVIDENCE)
        .map(place -> place.shown(view))
        .toList();
  }

  /** The place with what stands there. */
  public Evidence shown(ProjectView view) {
    return Excerpts.line(view, file, line);
  }
}
