package dev.dragoncode.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.project.secrets.SecretFinder;
import dev.dragoncode.project.secrets.SecretHistory.Brought;
import dev.dragoncode.project.secrets.SecretHistory.Kept;
import dev.dragoncode.project.secrets.SecretHistory.Past;
import dev.dragoncode.project.secrets.SecretHit;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLogTest {

  @TempDir Path folder;

  @Test
  void whatOneProcessHasReadAnotherKnowsUnlessItLooksForSomethingElse() {
    Path project = folder.resolve("shop");
    Brought brought =
        new Brought(
            "1b3f9c2",
            "a.rb",
            new SecretHit("GitHub token", 2, "token = ••••", "0123456789abcdef"));
    Kept kept =
        new Kept(Set.of("1".repeat(40), "2".repeat(40)), new Past(List.of(brought), 2_518, ""));
    try (UserDatabase database = new UserDatabase(folder.resolve("user.db"))) {
      new HistoryLog(() -> database, SecretFinder.rules()).keep(project, kept);
    }

    try (UserDatabase database = new UserDatabase(folder.resolve("user.db"))) {
      assertThat(new HistoryLog(() -> database, SecretFinder.rules()).of(project)).contains(kept);
      assertThat(new HistoryLog(() -> database, "others").of(project)).isEmpty();
    }
  }
}
