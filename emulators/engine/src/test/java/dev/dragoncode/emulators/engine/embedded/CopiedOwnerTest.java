package dev.dragoncode.emulators.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL refuses a data folder of another owner, and ours may be nobody. */
class CopiedOwnerTest {

  private static final int NOBODY = 65534;

  @TempDir private Path temp;

  @Test
  void copiedDataKeepsItsOwnerUpToTheTopmostFolder() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root may give a folder to another");
    Path source = Files.createDirectories(temp.resolve("pgdata"));
    Path file = Files.writeString(source.resolve("PG_VERSION"), "18");
    for (Path each : new Path[] {source, file}) {
      Files.setAttribute(each, "unix:uid", NOBODY);
    }

    Path copy = temp.resolve("snapshots/monday/pgdata");
    Preparation.copyTree(source, copy);

    assertThat(Files.getAttribute(copy, "unix:uid")).isEqualTo(NOBODY);
    assertThat(Files.getAttribute(copy.resolve("PG_VERSION"), "unix:uid")).isEqualTo(NOBODY);
  }
}
