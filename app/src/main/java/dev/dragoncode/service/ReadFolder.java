package dev.dragoncode.service;

import dev.dragoncode.io.files.IgnoreRules;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.ParsedFiles;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ReadProject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Reads a project folder once. */
public final class ReadFolder {

  private ReadFolder() {}

  /**
   * Walks the folder.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read
   */
  public static ReadProject of(Path folder, Clock clock) {
    ProjectFolder walked = ProjectFolder.walk(folder, _ -> {});
    FileIndex index = walked.index();
    SettingsState settings = SettingsState.none().read(walked, clock);
    return new ReadProject(
        index, new ProjectFacts(index, new ParsedFiles(), settings.used()).view());
  }

  /** The id of the commit that is checked out in a folder; empty without a repository. */
  public static Optional<String> commit(Path folder) {
    return new GitFiles(IgnoreRules.repositoryOf(folder), folder).commit();
  }
}
