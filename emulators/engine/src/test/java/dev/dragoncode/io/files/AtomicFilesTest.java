package dev.dragoncode.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

  @TempDir Path folder;

  @Test
  void replacesTheContentAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old");

    AtomicFiles.writeString(file, "new");

    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsPermissions() throws IOException {
    Path file = Files.writeString(folder.resolve("run.sh"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

    AtomicFiles.writeString(file, "new");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-x--x");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void writesThroughALinkAndKeepsIt() throws IOException {
    Path file = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);

    AtomicFiles.writeString(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void saysThatTheFolderIsMissing() {
    ProblemException thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> AtomicFiles.writeString(folder.resolve("no/such.txt"), "x"));

    assertThat(thrown.problem().reason()).contains("does not exist");
    assertThat(thrown.problem().remedies()).isNotEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskLeavesTheOldContent() throws Exception {
    assumeTrue(mount("-t", "tmpfs", "-o", "size=64k", "tmpfs"), "mounting a small disk needs root");
    try {
      Path file = Files.writeString(folder.resolve("a.txt"), "old");

      ProblemException thrown =
          catchThrowableOfType(
              ProblemException.class, () -> AtomicFiles.write(file, new byte[1 << 20]));

      assertThat(thrown.problem().reason()).contains("disk is full");
      assertThat(file).hasContent("old");
      assertThat(names()).containsExactly("a.txt");
    } finally {
      run("umount", folder.toString());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aReadOnlyDiskIsSaidToBeOne() throws Exception {
    assumeTrue(mount("-t", "tmpfs", "-o", "ro", "tmpfs"), "mounting a small disk needs root");
    try {
      ProblemException thrown =
          catchThrowableOfType(
              ProblemException.class,
              () -> AtomicFiles.writeString(folder.resolve("a.txt"), "new"));

      assertThat(thrown.problem().reason()).contains("read-only");
    } finally {
      run("umount", folder.toString());
    }
  }

  private boolean mount(String... options) throws IOException, InterruptedException {
    String[] command = new String[options.length + 2];
    command[0] = "mount";
    System.arraycopy(options, 0, command, 1, options.length);
    command[command.length - 1] = folder.toString();
    return run(command);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(each -> each.getFileName().toString()).toList().stream();
    }
  }
}
