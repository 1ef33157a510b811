package dev.dragoncode.service.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.scaffold.Answers;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.ProjectName;
import dev.dragoncode.scaffold.ResourceSpec;
import dev.dragoncode.scaffold.Scope;
import dev.dragoncode.scaffold.StackKind;
import dev.dragoncode.service.change.ChangeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New projects on the disk: whole or not at all, and in no folder of anybody else. */
class NewProjectsTest {

  @TempDir private Path temporary;

  private NewProjects projects() {
    return new NewProjects(temporary.resolve("data"), Clock.systemUTC());
  }

  private static Answers answers(StackKind stack, Set<String> capabilities) {
    ProjectName name = new ProjectName("shop-api");
    return new Answers(
        name,
        stack,
        Answers.DEFAULT_GROUP,
        Answers.ownerOf(name),
        ResourceSpec.EXAMPLE,
        Scope.usual(ResourceSpec.EXAMPLE, LocalDate.of(2026, 11, 28)),
        capabilities);
  }

  private static Set<String> all() {
    Set<String> ids = new TreeSet<>();
    Capabilities.all().forEach(each -> ids.add(each.id()));
    return ids;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(each -> folder.relativize(each).toString())
          .filter(each -> !each.startsWith(".git/"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(StackKind.class)
  void whatIsMadeIsWhatWasShown(StackKind stack) throws Exception {
    Answers answers = answers(stack, all());

    Path made = projects().create(temporary, answers, true);

    assertThat(files(made))
        .containsExactlyInAnyOrderElementsOf(projects().preview(answers).changes().paths());
    assertThat(made.resolve(".git/HEAD")).hasContent("ref: refs/heads/main");
    assertThat(made.resolve(AnswersFile.PATH)).exists();
    assertThat(files(made).stream().map(Path::of)).allMatch(path -> !path.startsWith(".."));
  }

  @Test
  void itCanBeTakenBackWhole() throws Exception {
    Path made = projects().create(temporary, answers(StackKind.NODE, Set.of()), false);
    ChangeStore store = new ChangeStore(made, temporary.resolve("data"), Clock.systemUTC());

    store.undo(store.undoing().changes());

    assertThat(files(made)).isEmpty();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAsItIs() throws Exception {
    Path taken = Files.createDirectories(temporary.resolve("shop-api"));
    Files.writeString(taken.resolve("notes.txt"), "mine");

    assertThatThrownBy(
            () -> projects().create(temporary, answers(StackKind.SPRING, Set.of()), true))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("is not empty");

    assertThat(files(taken)).containsExactly("notes.txt");
  }

  @Test
  void aRepositoryWithoutFilesIsFilled() throws Exception {
    Path empty = temporary.resolve("shop-api");
    Files.createDirectories(empty.resolve(".git"));
    Files.writeString(empty.resolve(".git/HEAD"), "ref: refs/heads/trunk\n");

    projects().create(temporary, answers(StackKind.NODE, Set.of()), true);

    assertThat(empty.resolve(".git/HEAD")).hasContent("ref: refs/heads/trunk");
    assertThat(empty.resolve("README.md")).exists();
  }

  @Test
  void aFileInItsPlaceIsNoFolder() throws Exception {
    Files.writeString(temporary.resolve("shop-api"), "mine");

    assertThatThrownBy(() -> projects().create(temporary, answers(StackKind.NODE, Set.of()), true))
        .isInstanceOf(ProblemException.class);

    assertThat(temporary.resolve("shop-api")).hasContent("mine");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void aLinkInItsPlaceIsNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(temporary.resolve("shop-api"), elsewhere);

    assertThatThrownBy(() -> projects().create(temporary, answers(StackKind.NODE, Set.of()), true))
        .isInstanceOf(ProblemException.class);

    assertThat(files(elsewhere)).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "rights work another way there")
  void aFolderThatMayNotBeWrittenIsAProblem() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may write everything");
    Path closed = Files.createDirectories(temporary.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    try {
      assertThatThrownBy(() -> projects().create(closed, answers(StackKind.NODE, Set.of()), true))
          .isInstanceOf(ProblemException.class);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(files(closed)).isEmpty();
  }
}
