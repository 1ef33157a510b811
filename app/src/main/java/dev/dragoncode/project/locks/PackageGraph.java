package dev.dragoncode.project.locks;

import java.util.List;

/**
 * The packages that one manifest or lock file resolves to.
 *
 * @param file relative to the project
 * @param gaps why packages may be missing; empty where the graph is whole
 */
public record PackageGraph(
    String file, Ecosystem ecosystem, List<ResolvedPackage> packages, List<String> gaps) {

  public PackageGraph {
    packages = List.copyOf(packages);
    gaps = List.copyOf(gaps);
  }

  /** A graph of which nothing is known. */
  static PackageGraph missing(String file, Ecosystem ecosystem, String gap) {
    return new PackageGraph(file, ecosystem, List.of(), List.of(gap));
  }
}
