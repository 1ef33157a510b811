package dev.dragoncode.readiness;

import dev.dragoncode.project.ProjectView;

/**
 * One question that a project is asked. A check reads the project through its view only, so that it
 * runs again exactly when something changed that it has read; it keeps nothing between two runs.
 */
public interface Check {

  /** What it is about. */
  CheckSpec spec();

  /** What it has to read. */
  Depth depth();

  /** Decides; an exception becomes an error finding of this check alone. */
  Verdict decide(ProjectView view);

  /** How much of a project a check reads. */
  enum Depth {
    /** Manifests, configuration, workflows and the like: few files, whatever the project's size. */
    MANIFESTS,
    /** Source code. */
    SOURCES
  }
}
