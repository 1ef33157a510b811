package dev.dragoncode.emulators.lifecycle;

import java.io.IOException;
import java.nio.file.Path;

/** Where a project's stack has its files in the user's data folder. */
final class StackFiles {

  private final Path home;
  private final Path folder;

  StackFiles(Path home) {
    this.home = home.toAbsolutePath();
    this.folder = this.home.resolve("stacks");
  }

  /** The folder of a project's data sets. */
  Path data(Path project) {
    return home.resolve("data").resolve(name(project));
  }

  /** The folder of a project's snapshots. */
  Path snapshots(Path project) {
    return home.resolve("snapshots").resolve(name(project));
  }

  Path folder() {
    return folder;
  }

  Path record(Path project) {
    return file(project, ".json");
  }

  Path claim(Path project) {
    return file(project, ".lock");
  }

  Path stopRequest(Path project) {
    return file(project, ".stop");
  }

  /** Emulators that are stopped for a moment only. */
  Path halted(Path project) {
    return file(project, ".halted");
  }

  /** Emulators that have a drill. */
  Path drilled(Path project) {
    return file(project, ".drilled");
  }

  /** Where other processes ask the owner of a stack for something, and are answered. */
  Path requests(Path project) {
    return file(project, ".requests");
  }

  /** The project's folder under its one true name. */
  static Path real(Path project) {
    try {
      return project.toRealPath();
    } catch (IOException e) {
      return project.toAbsolutePath().normalize();
    }
  }

  private Path file(Path project, String extension) {
    return folder.resolve(name(project) + extension);
  }

  private static String name(Path project) {
    return ConfigHash.sha256(project.toString()).substring(0, 16);
  }
}
