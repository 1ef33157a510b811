package dev.dragoncode.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which terminal program gets which arguments: programs that write down how they were called. */
@Timeout(30)
class TerminalWindowsTest {

  private static final List<String> SELF = List.of("/opt/dragon code/bin/dragoncode");
  private static final List<String> SHELL = List.of("shell", "/work/my shop", "redis");

  @TempDir private Path folder;
  private Path bin = Path.of("");

  @BeforeEach
  void makeBin() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
  }

  @Test
  void theFirstProgramThatOpensAWindowIsTaken() throws Exception {
    program("gnome-terminal", 1);
    program("konsole", 0);
    program("xterm", 0);

    terminals("Linux").open("", SHELL);

    assertThat(called("gnome-terminal"))
        .containsExactly("--", SELF.getFirst(), "shell", "/work/my shop", "redis");
    assertThat(called("konsole"))
        .containsExactly("-e", SELF.getFirst(), "shell", "/work/my shop", "redis");
    assertThat(folder.resolve("xterm.called")).doesNotExist();
  }

  @Test
  void theUsersOwnLineComesFirst() throws Exception {
    program("xterm", 0);
    Path own = program("foot", 0);

    terminals("Linux").open(own + " --title \"My shell\" {command}", SHELL);

    assertThat(called("foot"))
        .containsExactly("--title", "My shell", SELF.getFirst(), "shell", "/work/my shop", "redis");
    assertThat(folder.resolve("xterm.called")).doesNotExist();
  }

  @Test
  void aLineForFoldersOnlyLeavesTheUsualPrograms() throws Exception {
    program("xterm", 0);

    terminals("Linux").open("gnome-terminal --working-directory={folder}", SHELL);

    assertThat(called("xterm")).startsWith("-e", SELF.getFirst());
  }

  @Test
  void withoutATerminalTheCommandIsSaid() {
    assertThatThrownBy(() -> terminals("Linux").open("", SHELL))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().remedies())
                    .extracting(Remedy::text)
                    .contains("Run this in a terminal: dragoncode shell \"/work/my shop\" redis"));
  }

  private TerminalWindows terminals(String os) {
    return new TerminalWindows(
        new ProcessRunner(), os, Map.of("PATH", bin.toString()), SELF, folder);
  }

  /** A program that writes down its arguments, one a line, and ends. */
  private Path program(String name, int exit) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(
        file,
        "#!/bin/sh\nprintf '%%s\\n' \"$@\" > '%s'\nexit %d\n"
            .formatted(folder.resolve(name + ".called"), exit));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private List<String> called(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name + ".called"));
  }
}
