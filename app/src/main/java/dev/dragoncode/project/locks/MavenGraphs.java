package dev.dragoncode.project.locks;

import dev.dragoncode.project.manifest.Module;
import java.nio.file.Path;
import java.util.List;

/** Resolves Maven modules, whose graph stands in no file of the project. */
@FunctionalInterface
public interface MavenGraphs {

  /**
   * One graph for each module; what cannot be resolved without asking a server is a gap of it.
   *
   * @param root the project's folder
   * @param modules with a POM, all of the project
   */
  List<PackageGraph> of(Path root, List<Module> modules);

  /** Resolves nothing: each module is a gap. */
  static MavenGraphs none() {
    return (_, modules) ->
        modules.stream()
            .map(m ->
                PackageGraph.missing(
                    m.manifest(), Ecosystem.MAVEN, m.manifest() + " was not resolved"))
            .toList();
  }
}
