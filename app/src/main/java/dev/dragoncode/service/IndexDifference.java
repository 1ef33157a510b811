package dev.dragoncode.service;

import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.IndexedFile;
import java.util.Optional;
import java.util.Set;

/** Compares two walks of one folder. */
final class IndexDifference {

  private IndexDifference() {}

  /** Adds the paths whose content differs and those that only one of the two lists. */
  static void between(FileIndex before, FileIndex after, Set<String> modified, Set<String> listed) {
    after.forEach(file -> {
      Optional<IndexedFile> old = before.file(file.path());
      if (old.isEmpty() || old.get().ignored() != file.ignored()) {
        listed.add(file.path());
      } else if (!old.get().equals(file)) {
        modified.add(file.path());
      }
    });
    before.forEach(file -> {
      if (after.file(file.path()).isEmpty()) {
        listed.add(file.path());
      }
    });
  }
}
