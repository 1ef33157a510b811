package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.model.EmulatorSpec.Mount;
import dev.dragoncode.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {

  @TempDir Path temp;

  @Test
  void packsFilesAtTheirPlaceInTheContainer() throws IOException {
    Path project = project();
    Files.createDirectories(project.resolve("stubs/deep"));
    Files.writeString(project.resolve("stubs/a.json"), "{}");
    Files.writeString(project.resolve("stubs/deep/b.json"), "{}");

    assertThat(names(pack(project, "stubs", "/srv/mappings")))
        .containsExactly(
            "srv/mappings/",
            "srv/mappings/a.json",
            "srv/mappings/deep/",
            "srv/mappings/deep/b.json");
  }

  @Test
  void packsASingleFile() throws IOException {
    Path project = project();
    Files.writeString(project.resolve("seed.sql"), "SELECT 1");

    assertThat(names(pack(project, "seed.sql", "/seed/1.sql"))).containsExactly("seed/1.sql");
  }

  @Test
  void whatIsNotThereIsLeftOut() throws IOException {
    assertThat(pack(project(), "nothing", "/srv")).isEmpty();
  }

  @Test
  void linksDoNotCarryForeignFilesIn() throws IOException {
    Path project = project();
    Files.createDirectories(project.resolve("stubs"));
    Files.writeString(project.resolve("real.json"), "{}");
    Path secret = Files.writeString(temp.resolve("id_rsa"), "secret");
    Files.createSymbolicLink(project.resolve("stubs/inside.json"), project.resolve("real.json"));
    Files.createSymbolicLink(project.resolve("stubs/outside.json"), secret);

    assertThat(names(pack(project, "stubs", "/srv"))).containsExactly("srv/", "srv/inside.json");
  }

  @Test
  void aFolderNamedByMistakeIsAProblem() throws IOException {
    Path project = project();
    try (RandomAccessFile huge = new RandomAccessFile(project.resolve("huge").toFile(), "rw")) {
      huge.setLength(ProjectFiles.MAX_BYTES + 1);
    }

    assertThatThrownBy(() -> pack(project, "huge", "/srv/huge"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("too large");
  }

  private Path project() throws IOException {
    return Files.createDirectories(temp.resolve("project")).toRealPath();
  }

  private static byte[] pack(Path project, String source, String target) {
    return ProjectFiles.pack(
        project, List.of(new Mount(project.resolve(source).toString(), target)));
  }

  private static List<String> names(byte[] tar) throws IOException {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
