package dev.dragoncode.service;

import dev.dragoncode.project.ParsedFiles;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.service.change.ChangeStore;
import dev.dragoncode.service.change.FixService;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the fixes of a folder: each reads it as it is on the disk at that moment. */
public final class FolderFixes {

  private FolderFixes() {}

  /**
   * The fixes of a folder.
   *
   * @param root the project's real path
   * @param data the user's data folder, which keeps what can be undone
   */
  public static FixService of(Path root, Path data, Clock clock) {
    return new FixService(new ChangeStore(root, data, clock), () -> facts(root, clock), clock);
  }

  private static ProjectFacts facts(Path root, Clock clock) {
    ProjectFolder walked = ProjectFolder.walk(root, _ -> {});
    SettingsState settings = SettingsState.none().read(walked, clock);
    return new ProjectFacts(walked.index(), new ParsedFiles(), settings.used());
  }
}
