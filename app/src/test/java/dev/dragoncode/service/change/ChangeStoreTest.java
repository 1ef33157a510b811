package dev.dragoncode.service.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.change.Bytes;
import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is written into a project, and what is not. */
class ChangeStoreTest {

  @TempDir Path temporary;
  private Path root = Path.of("");
  private ChangeStore store = new ChangeStore(root, root, Clock.systemUTC());

  @BeforeEach
  void makeProject() throws IOException {
    root = Files.createDirectories(temporary.resolve("shop")).toRealPath();
    store = new ChangeStore(root, temporary.resolve("data"), Clock.systemUTC());
    Files.writeString(root.resolve("a.txt"), "one\ntwo\nthree\nfour\nfive\n");
  }

  private static FileEdit make(String path, String text) {
    return FileEdit.of(path, Optional.empty(), text);
  }

  private FileEdit change(String path, String text) throws IOException {
    return FileEdit.of(path, Optional.of(Files.readString(root.resolve(path))), text);
  }

  private String text(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(p -> !p.equals(root))
          .map(p -> root.relativize(p).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void changesMakesAndRemovesFilesAndPutsThemBack() throws IOException {
    Files.writeString(root.resolve("old.txt"), "old\n");
    store.apply(
        "TRY",
        new ChangeSet(
            List.of(
                change("a.txt", "one\nTWO\nthree\nfour\nfive\n"),
                make("deep/er/new.txt", "new\n"),
                new FileEdit(
                    "old.txt",
                    Optional.of(Bytes.of("old\n")),
                    Optional.empty(),
                    false,
                    Optional.empty()))));

    assertThat(files()).containsExactly("a.txt", "deep", "deep/er", "deep/er/new.txt");
    assertThat(text("a.txt")).contains("TWO");
    assertThat(store.last().orElseThrow().paths())
        .containsExactly("a.txt", "deep/er/new.txt", "old.txt");

    store.undo(store.undoing().changes());

    assertThat(files()).containsExactly("a.txt", "old.txt");
    assertThat(text("a.txt")).contains("two");
    assertThat(store.last()).isEmpty();
  }

  @Test
  void writesNothingWhereOneFileHasChangedSinceItWasShown() throws IOException {
    ChangeSet shown = new ChangeSet(List.of(make("new.txt", "new\n"), change("a.txt", "other\n")));
    Files.writeString(root.resolve("a.txt"), "by hand\n");

    assertThatThrownBy(() -> store.apply("TRY", shown))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("a.txt has changed meanwhile");
    assertThat(files()).containsExactly("a.txt");
    assertThat(text("a.txt")).isEqualTo("by hand\n");
    assertThat(store.last()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "rights work another way there")
  void putsEverythingBackWhereOneFileCannotBeWritten() throws IOException {
    Path locked = Files.createDirectories(root.resolve("locked"));
    Files.writeString(locked.resolve("b.txt"), "b\n");
    Files.setPosixFilePermissions(
        locked.resolve("b.txt"), PosixFilePermissions.fromString("r--r--r--"));
    org.junit.jupiter.api.Assumptions.assumeFalse(
        Files.isWritable(locked.resolve("b.txt")), "root may write everywhere");

    assertThatThrownBy(() ->
            store.apply(
                "TRY",
                new ChangeSet(List.of(change("a.txt", "other\n"), change("locked/b.txt", "c\n")))))
        .isInstanceOf(ProblemException.class);
    assertThat(files()).containsExactly("a.txt", "locked", "locked/b.txt");
    assertThat(text("a.txt")).startsWith("one");
  }

  @Test
  void refusesPathsOutsideTheFolderAndInsideGit() {
    for (String path :
        List.of("../x", "a/../../x", "/etc/x", "deep/./x", ".git/config", "sub/.GIT/hooks/x", "")) {
      assertThatThrownBy(() -> store.apply("TRY", new ChangeSet(List.of(make(path, "x")))))
          .as(path)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("is not changed");
    }
    assertThat(temporary.resolve("x")).doesNotExist();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
  void refusesLinksWhateverTheyLeadTo() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.writeString(outside.resolve("x.txt"), "outside\n");
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Files.createSymbolicLink(root.resolve("x.txt"), outside.resolve("x.txt"));
    Files.createSymbolicLink(root.resolve("inside.txt"), root.resolve("a.txt"));

    for (String path : List.of("folder/x.txt", "folder/new.txt", "x.txt", "inside.txt")) {
      assertThatThrownBy(() -> store.apply("TRY", new ChangeSet(List.of(make(path, "mine")))))
          .as(path)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("is not changed");
    }
    assertThat(outside.resolve("x.txt")).hasContent("outside");
    assertThat(outside.resolve("new.txt")).doesNotExist();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no such rights there")
  void keepsTheRightsOfAFile() throws IOException {
    Files.setPosixFilePermissions(
        root.resolve("a.txt"), PosixFilePermissions.fromString("rwxr-x---"));
    store.apply("TRY", new ChangeSet(List.of(change("a.txt", "other\n"))));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a.txt"))))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void undoKeepsWhatWasChangedByHandSince() throws IOException {
    store.apply(
        "TRY",
        new ChangeSet(
            List.of(change("a.txt", "ONE\ntwo\nthree\nfour\nfive\n"), make("new.txt", "new\n"))));
    Files.writeString(root.resolve("a.txt"), "ONE\ntwo\nthree\nfour\nFIVE\n");
    Files.writeString(root.resolve("new.txt"), "new\nand more\n");

    Proposal undoing = store.undoing();
    store.undo(undoing.changes());

    assertThat(text("a.txt")).isEqualTo("one\ntwo\nthree\nfour\nFIVE\n");
    assertThat(text("new.txt")).isEqualTo("new\nand more\n");
    assertThat(undoing.advice())
        .containsExactly(
            "a.txt keeps what was changed by hand since.",
            "new.txt was changed by hand since and stays as it is.");
  }

  @Test
  void undoOfTheSameLinesIsAConflict() throws IOException {
    store.apply("TRY", new ChangeSet(List.of(change("a.txt", "ONE\ntwo\nthree\nfour\nfive\n"))));
    Files.writeString(root.resolve("a.txt"), "mine\ntwo\nthree\nfour\nfive\n");

    Proposal undoing = store.undoing();

    assertThat(undoing.changes().isEmpty()).isTrue();
    assertThat(undoing.conflicts().getFirst().marked().text())
        .contains("<<<<<<< your file\nmine\n=======\none\n>>>>>>> DragonCode\n");
  }
}
