package dev.dragoncode.io.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.service.KnownProjects;
import dev.dragoncode.service.Preferences;
import dev.dragoncode.service.RecentProject;
import dev.dragoncode.service.UserSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDatabaseTest {

  @TempDir Path folder;

  @Test
  void keepsPreferencesAndTheWindowsPlaceAcrossRuns() {
    try (UserDatabase database = new UserDatabase(folder.resolve("a/b/user.db"))) {
      UserSettings settings = new UserSettings(database, Runnable::run);
      settings.change(p -> p.withTheme("light").withZoom(9));
      settings.windowMoved(new UserSettings.WindowPlace(1, 2, 1300, 900, false));
    }
    try (UserDatabase database = new UserDatabase(folder.resolve("a/b/user.db"))) {
      UserSettings settings = new UserSettings(database, Runnable::run);
      assertThat(settings.preferences().latest().theme()).isEqualTo("light");
      assertThat(settings.preferences().latest().zoom()).isEqualTo(Preferences.LARGEST_ZOOM);
      assertThat(settings.windowPlace().orElseThrow().width()).isEqualTo(1300);
    }
  }

  @Test
  void ofAllPlacesThatAWindowIsDraggedThroughOnlyTheLastIsSaved() {
    try (UserDatabase database = new UserDatabase(folder.resolve("user.db"))) {
      List<Runnable> later = new ArrayList<>();
      UserSettings settings = new UserSettings(database, later::add);
      for (int x = 0; x < 100; x++) {
        settings.windowMoved(new UserSettings.WindowPlace(x, 0, 1300, 900, false));
      }
      assertThat(settings.windowPlace()).isEmpty();
      assertThat(later).as("what waits to be saved").hasSize(1);

      later.removeFirst().run();
      assertThat(settings.windowPlace().orElseThrow().x()).isEqualTo(99);

      settings.windowMoved(new UserSettings.WindowPlace(500, 0, 1300, 900, false));
      settings.saveMovedWindow();
      assertThat(settings.windowPlace().orElseThrow().x())
          .as("saved at a signal, before its time")
          .isEqualTo(500);
    }
  }

  @Test
  void listsRecentProjectsLatestFirstWithTheirScore() {
    try (UserDatabase database = new UserDatabase(folder.resolve("user.db"))) {
      Instant[] now = {Instant.ofEpochSecond(1_000)};
      KnownProjects projects = new KnownProjects(database, () -> now[0]);
      projects.opened(Path.of("/a"), "a");
      now[0] = now[0].plusSeconds(1);
      projects.opened(Path.of("/b"), "b");
      projects.checked(Path.of("/a"), "Go", OptionalInt.of(71));
      now[0] = now[0].plusSeconds(1);
      projects.opened(Path.of("/c"), "c");
      projects.forget(Path.of("/c"));

      assertThat(projects.recent()).extracting(RecentProject::name).containsExactly("b", "a");
      assertThat(projects.recent().getLast().score()).hasValue(71);
      assertThat(projects.recent().getFirst().score()).isEmpty();
    }
  }

  @Test
  void trustIsKeptAndTakenBack() {
    try (UserDatabase database = new UserDatabase(folder.resolve("user.db"))) {
      KnownProjects projects =
          new KnownProjects(database, InstantSource.fixed(Instant.ofEpochSecond(1)));
      assertThat(projects.trusted(Path.of("/p"))).isFalse();
      projects.trust(Path.of("/p"));
      projects.trust(Path.of("/p"));
      assertThat(projects.trusted(Path.of("/p"))).isTrue();
      assertThat(projects.trustedFolders()).containsExactly(Path.of("/p"));
      projects.distrust(Path.of("/p"));
      assertThat(projects.trusted(Path.of("/p"))).isFalse();
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsAProblemThatNamesIt() throws Exception {
    Path file = Files.writeString(folder.resolve("user.db"), "this is not a database ".repeat(99));
    try (UserDatabase database = new UserDatabase(file)) {
      assertThatThrownBy(() -> new UserSettings(database, Runnable::run))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("user.db");
    }
  }
}
