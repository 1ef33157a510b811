package dev.dragoncode.project.locks;

import java.util.List;

/**
 * A package in the version that a build takes.
 *
 * @param name {@code group:artifact}, or the name in its registry
 * @param use what it is needed for
 * @param path from what the project names itself to this package, each as {@code name@version}
 * @param line where the lock file names it; 0 where no line does
 * @param hashes of its archive, as the lock file has them
 * @param dependencies the ids of the packages that it asks for
 */
public record ResolvedPackage(
    Ecosystem ecosystem,
    String name,
    String version,
    Use use,
    List<String> path,
    int line,
    List<Hash> hashes,
    List<String> dependencies) {

  public ResolvedPackage {
    path = List.copyOf(path);
    hashes = List.copyOf(hashes);
    dependencies = List.copyOf(dependencies);
  }

  /** What a package is needed for; the first that holds. */
  public enum Use {
    /** The program itself. */
    RUNTIME,
    /** The program, where it can be had. */
    OPTIONAL,
    /** Tests and development only. */
    DEVELOPMENT
  }

  /**
   * A hash of a package's archive.
   *
   * @param algorithm as CycloneDX names it, such as {@code SHA-512}
   * @param hex in lower case
   */
  public record Hash(String algorithm, String hex) {}

  /** {@code name@version}. */
  public String id() {
    return name + "@" + version;
  }

  /** Whether the project asks for it by name. */
  public boolean direct() {
    return path.size() <= 1;
  }
}
