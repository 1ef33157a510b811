package dev.dragoncode.emulators.lifecycle;

import java.io.IOException;
import java.nio.file.Path;

/** Where a project's stack has its files in the user's data folder. */
final class StackFiles {

  private final Path folder;

  StackFiles(Path home) {
    this.folder = home.toAbsolutePath().resolve("stacks");
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

  /** The project's folder under its one true name. */
  static Path real(Path project) {
    try {
      return project.toRealPath();
    } catch (IOException e) {
      return project.toAbsolutePath().normalize();
    }
  }

  private Path file(Path project, String extension) {
    return folder.resolve(ConfigHash.sha256(project.toString()).substring(0, 16) + extension);
  }
}
