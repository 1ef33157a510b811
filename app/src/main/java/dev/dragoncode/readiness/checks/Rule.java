package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.facts.Sources;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A check made of its description and the function that decides.
 *
 * @param missable whether a source file that cannot be read may hold what it looks for
 */
record Rule(CheckSpec spec, Depth depth, boolean missable, Function<ProjectView, Verdict> rule)
    implements Check {

  /** A check of manifests, configuration and workflows. */
  static Check manifests(CheckSpec spec, Function<ProjectView, Verdict> rule) {
    return new Rule(spec, Depth.MANIFESTS, false, rule);
  }

  /**
   * A check of manifests, configuration and workflows that is asked of services only: the sources
   * tell whether the project is one.
   */
  static Check services(CheckSpec spec, Function<ProjectView, Verdict> rule) {
    return new Rule(spec, Depth.SOURCES, false, rule);
  }

  /** A check that reads source code. */
  static Check sources(CheckSpec spec, Function<ProjectView, Verdict> rule) {
    return new Rule(spec, Depth.SOURCES, true, rule);
  }

  @Override
  public Verdict decide(ProjectView view) {
    Verdict verdict = rule.apply(view);
    if (!missable || verdict.status() == Status.PASS) {
      return verdict;
    }
    // where what was read serves requests by itself, what it lacks is lacking
    boolean missing =
        verdict.status() == Status.NA
            || (verdict.evidence().isEmpty() && view.get(Routes.FACT).routes().isEmpty());
    Optional<Unread> other = missing ? Unread.program(view) : Optional.empty();
    if (other.isPresent()) {
      return Verdict.unknown(
          (other.get().file().endsWith(".kt") ? "The program" : "A part of the program")
              + " is written in "
              + other.get().language()
              + ", which is not read for this: "
              + verdict.summary(),
          Excerpts.file(other.get().file()));
    }
    // what was not read cannot be called missing
    List<String> unreadable = view.get(Sources.FACT).unreadable();
    return unreadable.isEmpty()
        ? verdict
        : Verdict.unknown(
            unreadable.size() == 1
                ? "A source file could not be read"
                : unreadable.size() + " source files could not be read",
            unreadable.stream().map(Excerpts::file).toList());
  }
}
