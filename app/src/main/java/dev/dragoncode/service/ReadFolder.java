package dev.dragoncode.service;

import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.ParsedFiles;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectView;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A project folder as it is at one moment.
 *
 * @param index its files
 * @param view what is known about them
 */
public record ReadFolder(FileIndex index, ProjectView view) {

  /**
   * Walks the folder once.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read
   */
  public static ReadFolder of(Path folder, Clock clock) {
    ProjectFolder walked = ProjectFolder.walk(folder, _ -> {});
    FileIndex index = walked.index();
    SettingsState settings = SettingsState.none().read(walked, clock);
    return new ReadFolder(
        index, new ProjectFacts(index, new ParsedFiles(), settings.used()).view());
  }
}
