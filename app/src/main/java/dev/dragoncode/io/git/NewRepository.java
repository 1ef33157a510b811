package dev.dragoncode.io.git;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Makes a folder a git repository. */
public final class NewRepository {

  private NewRepository() {}

  /**
   * Makes an empty repository with the branch {@code main}, unless the folder lies in one.
   *
   * @param folder its real path
   * @throws dev.dragoncode.problem.ProblemException if that fails
   */
  public static void make(Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      if (Files.exists(each.resolve(".git"))) {
        return;
      }
    }
    try {
      Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
    } catch (GitAPIException e) {
      throw Problem.of(
              "The project is there, but is no git repository",
              String.valueOf(e.getMessage()),
              Remedy.of("Run git init in " + folder))
          .causedBy(e)
          .asException();
    }
  }
}
