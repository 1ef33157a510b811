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

  /**
   * The line that names a package, or else what the project itself asks for to get it; 0 where none
   * does.
   */
  public int line(ResolvedPackage each) {
    if (each.line() > 0 || each.path().isEmpty()) {
      return each.line();
    }
    String first = each.path().getFirst();
    return packages.stream()
        .filter(p -> p.id().equals(first))
        .mapToInt(ResolvedPackage::line)
        .findFirst()
        .orElse(0);
  }

  /** A graph of which nothing is known. */
  static PackageGraph missing(String file, Ecosystem ecosystem, String gap) {
    return new PackageGraph(file, ecosystem, List.of(), List.of(gap));
  }
}
