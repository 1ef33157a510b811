package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Verdict;
import java.util.function.Function;

/** A check made of its description and the function that decides. */
record Rule(CheckSpec spec, Depth depth, Function<ProjectView, Verdict> rule) implements Check {

  /** A check of manifests, configuration and workflows. */
  static Check manifests(CheckSpec spec, Function<ProjectView, Verdict> rule) {
    return new Rule(spec, Depth.MANIFESTS, rule);
  }

  /** A check that reads source code. */
  static Check sources(CheckSpec spec, Function<ProjectView, Verdict> rule) {
    return new Rule(spec, Depth.SOURCES, rule);
  }

  @Override
  public Verdict decide(ProjectView view) {
    return rule.apply(view);
  }
}
