package dev.dragoncode.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.service.ReadFolder;
import dev.dragoncode.service.change.ChangeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project is generated again over what was written by hand since. */
class ScaffoldRecipeTest {

  private static final Answers ANSWERS =
      new Answers(
          new ProjectName("shop"),
          StackKind.NODE,
          "com.example",
          "@shop",
          ResourceSpec.EXAMPLE,
          new Scope("m", "10", List.of("a \"b\": #c"), LocalDate.EPOCH, LocalDate.EPOCH),
          Set.of());

  @TempDir private Path temporary;

  private static Template.File file(String path, String text) {
    return new Template.File(path, text, false);
  }

  private Proposal generate(Template.File... files) throws IOException {
    Path root = root();
    var view = ReadFolder.of(root, Clock.systemUTC()).view();
    List<String> earlier =
        view.content(AnswersFile.PATH)
            .map(bytes ->
                AnswersFile.read(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                    .files())
            .orElse(List.of());
    Draft draft =
        new Draft(
            view,
            Map.of(),
            path -> view.content(AnswersFile.base(path)).map(dev.dragoncode.change.Bytes::of));
    new ScaffoldRecipe(ANSWERS, List.of(files), earlier).write(draft);
    Proposal proposal = draft.proposal();
    if (proposal.conflicts().isEmpty()) {
      new ChangeStore(root, temporary.resolve("data"), Clock.systemUTC())
          .apply("try", proposal.changes());
    }
    return proposal;
  }

  private Path root() throws IOException {
    return Files.createDirectories(temporary.resolve("shop")).toRealPath();
  }

  private String read(String path) throws IOException {
    return Files.readString(root().resolve(path));
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(root().resolve(path), text);
  }

  @Test
  void answersAreReadAsTheyWereWritten() throws Exception {
    generate(file("a.txt", "1\n"));

    AnswersFile kept = AnswersFile.read(read(AnswersFile.PATH));
    assertThat(kept.answers()).isEqualTo(ANSWERS);
    assertThat(kept.files()).containsExactly("a.txt");
  }

  @Test
  void theSameAgainChangesNothing() throws Exception {
    generate(file("a.txt", "1\n"));

    assertThat(generate(file("a.txt", "1\n")).isEmpty()).isTrue();
  }

  @Test
  void newerTemplatesAreMergedWithHandEdits() throws Exception {
    generate(file("a.txt", "one\ntwo\nthree\nfour\nfive\n"));
    write("a.txt", "one by hand\ntwo\nthree\nfour\nfive\n");

    Proposal update = generate(file("a.txt", "one\ntwo\nthree\nfour\nfive anew\n"));

    assertThat(update.conflicts()).isEmpty();
    assertThat(read("a.txt")).isEqualTo("one by hand\ntwo\nthree\nfour\nfive anew\n");
    assertThat(read(AnswersFile.base("a.txt"))).endsWith("five anew\n");
  }

  @Test
  void theSameLineChangedByBothIsAConflictAndIsNotWritten() throws Exception {
    generate(file("a.txt", "one\n"));
    write("a.txt", "one by hand\n");

    Proposal update = generate(file("a.txt", "one anew\n"));

    assertThat(update.conflicts()).extracting(c -> c.path()).containsExactly("a.txt");
    assertThat(read("a.txt")).isEqualTo("one by hand\n");
  }

  @Test
  void whatWasDeletedByHandStaysDeleted() throws Exception {
    generate(file("a.txt", "1\n"), file("b.txt", "1\n"));
    Files.delete(root().resolve("a.txt"));

    Proposal update = generate(file("a.txt", "2\n"), file("b.txt", "1\n"));

    assertThat(root().resolve("a.txt")).doesNotExist();
    assertThat(update.advice()).singleElement().asString().startsWith("a.txt was deleted by hand");
  }

  @Test
  void whatIsNoLongerGeneratedGoesUnlessItWasEdited() throws Exception {
    generate(file("a.txt", "1\n"), file("b.txt", "1\n"), file("c.txt", "1\n"));
    write("b.txt", "mine\n");

    Proposal update = generate(file("c.txt", "1\n"));

    assertThat(root().resolve("a.txt")).doesNotExist();
    assertThat(root().resolve(AnswersFile.base("a.txt"))).doesNotExist();
    assertThat(read("b.txt")).isEqualTo("mine\n");
    assertThat(update.advice()).singleElement().asString().startsWith("b.txt is no longer");
  }
}
