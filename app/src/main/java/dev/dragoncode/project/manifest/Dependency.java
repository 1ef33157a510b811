package dev.dragoncode.project.manifest;

import java.util.Optional;

/**
 * A library that a module asks for by name.
 *
 * @param name {@code group:artifact}, a package's name (of Python in lower case with hyphens), or a
 *     Go module's path
 * @param version as far as it is written down; empty where a platform or parent decides
 * @param file the manifest, relative to the project
 * @param line from 1
 */
public record Dependency(
    String name, Optional<String> version, Scope scope, String file, int line) {

  /** What it is needed for. */
  public enum Scope {
    /** The program itself. */
    MAIN,
    /** Tests, or development in Node and Python. */
    TEST
  }

  public boolean main() {
    return scope == Scope.MAIN;
  }
}
