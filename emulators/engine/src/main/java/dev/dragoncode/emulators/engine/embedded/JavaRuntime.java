package dev.dragoncode.emulators.engine.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Java runtime that runs engines.
 *
 * @param home its folder
 * @param version names it exactly, build included
 */
record JavaRuntime(Path home, String version) {

  /** The one that runs this app. */
  static JavaRuntime ofThisProcess() {
    Path home = Path.of(System.getProperty("java.home"));
    return new JavaRuntime(home, home + " " + System.getProperty("java.vm.version"));
  }

  Path program() {
    Path windows = home.resolve("bin").resolve("java.exe");
    return Files.exists(windows) ? windows : home.resolve("bin").resolve("java");
  }

  /** Whether it has its launcher: a runtime made for one app may have lost it. */
  boolean usable() {
    return Files.isExecutable(program());
  }
}
