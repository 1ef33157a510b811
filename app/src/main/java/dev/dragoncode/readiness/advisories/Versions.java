package dev.dragoncode.readiness.advisories;

import dev.dragoncode.project.locks.Ecosystem;
import java.util.Comparator;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** The order of versions in each ecosystem, as its own tools have it. */
public final class Versions {

  /** Before all versions, in OSV's events. */
  static final String LEAST = "0";

  private static final Comparator<String> MAVEN = Comparator.comparing(ComparableVersion::new);
  private static final Comparator<String> SEMANTIC = Comparator.comparing(SemanticVersion::of);
  private static final Comparator<String> PYTHON = Comparator.comparing(PythonVersion::of);

  private Versions() {}

  /** How an ecosystem orders its versions; every text has a place. */
  public static Comparator<String> of(Ecosystem ecosystem) {
    return switch (ecosystem) {
      case MAVEN -> MAVEN;
      case NPM, GO -> SEMANTIC;
      case PYPI -> PYTHON;
    };
  }
}
