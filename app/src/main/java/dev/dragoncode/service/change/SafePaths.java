package dev.dragoncode.service.change;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Where a change may write: inside the project's folder, through no link, not into .git. */
final class SafePaths {

  private SafePaths() {}

  /**
   * The file of a path.
   *
   * @param root the project's real folder
   * @throws dev.dragoncode.problem.ProblemException if nothing may be written there
   */
  static Path target(Path root, String path) {
    Path relative;
    try {
      relative = Paths.get(path);
    } catch (InvalidPathException e) {
      throw refused(path, "That is no name for a file.");
    }
    if (path.isEmpty()
        || path.contains("\\")
        || relative.isAbsolute()
        || !relative.normalize().equals(relative)
        || relative.startsWith("..")) {
      throw refused(path, "It does not lie in " + root + ".");
    }
    for (Path part : relative) {
      if (part.toString().equalsIgnoreCase(".git")) {
        throw refused(path, "What lies in .git belongs to git.");
      }
    }
    Path here = root;
    for (Path part : relative) {
      here = here.resolve(part);
      if (Files.isSymbolicLink(here) || leadsElsewhere(root, here)) {
        throw refused(path, here + " is a link, and what it leads to may lie anywhere.");
      }
      boolean last = here.equals(root.resolve(relative));
      boolean folder = Files.isDirectory(here, LinkOption.NOFOLLOW_LINKS);
      boolean exists = Files.exists(here, LinkOption.NOFOLLOW_LINKS);
      if (exists && last && !Files.isRegularFile(here, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(path, here + " is no file.");
      }
      if (exists && !last && !folder) {
        throw refused(path, here + " is no folder.");
      }
    }
    return here;
  }

  /** Junctions of Windows are links that do not say so. */
  private static boolean leadsElsewhere(Path root, Path here) {
    try {
      return Files.exists(here) && !here.toRealPath().startsWith(root);
    } catch (IOException e) {
      return true;
    }
  }

  private static RuntimeException refused(String path, String why) {
    return Problem.of(
            path + " is not changed",
            why + " Nothing was written.",
            Remedy.of("Make this change by hand"))
        .asException();
  }
}
