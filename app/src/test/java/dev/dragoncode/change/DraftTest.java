package dev.dragoncode.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FolderFixture;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a recipe's edits become. */
class DraftTest {

  private static Draft draft(FolderFixture project) {
    return new Draft(project.view(), Map.of(), _ -> Optional.empty());
  }

  private static Draft draft(FolderFixture project, String base) {
    return new Draft(project.view(), Map.of(), _ -> Optional.of(Bytes.of(base)));
  }

  @Test
  void editsSeePlainLineFeedsAndTheFileKeepsItsOwn() {
    Draft draft = draft(new FolderFixture().with("a.txt", "\uFEFFone\r\ntwo\r\n"));
    draft.edit(
        "a.txt",
        text -> {
          assertThat(text).isEqualTo("one\ntwo\n");
          return text + "three\n";
        });

    assertThat(draft.proposal().changes().edits().getFirst().afterText())
        .isEqualTo("\uFEFFone\r\ntwo\r\nthree\r\n");
  }

  @Test
  void aFileWithBothLineEndsKeepsThem() {
    Draft draft = draft(new FolderFixture().with("a.txt", "one\r\ntwo\n"));
    draft.edit("a.txt", text -> text + "three\n");

    assertThat(draft.proposal().changes().edits().getFirst().afterText())
        .isEqualTo("one\r\ntwo\nthree\n");
  }

  @Test
  void aNewerTextIsMergedIntoWhatAHandMadeOfTheOlder() {
    String older = "a\nb\nc\nd\ne\nf\n";
    Draft draft = draft(new FolderFixture().with("a.yml", "A\nb\nc\nd\ne\nf\n"), older);
    draft.generate("a.yml", "a\nb\nc\nd\ne\nF\n");

    Proposal proposal = draft.proposal();

    assertThat(proposal.conflicts()).isEmpty();
    FileEdit edit = proposal.changes().edits().getFirst();
    assertThat(edit.afterText()).isEqualTo("A\nb\nc\nd\ne\nF\n");
    assertThat(edit.generated().map(Bytes::text)).contains("a\nb\nc\nd\ne\nF\n");
  }

  @Test
  void theSameLineChangedTwiceIsAConflictAndNotWritten() {
    Draft draft = draft(new FolderFixture().with("a.yml", "mine\nb\n"), "a\nb\n");
    draft.generate("a.yml", "theirs\nb\n");

    Proposal proposal = draft.proposal();

    assertThat(proposal.changes().isEmpty()).isTrue();
    assertThat(proposal.withMarks().edits().getFirst().afterText())
        .isEqualTo("<<<<<<< your file\nmine\n=======\ntheirs\n>>>>>>> DragonCode\nb\n");
  }

  @Test
  void aFileThatDragonCodeNeverWroteIsNeverOverwritten() {
    Draft draft = draft(new FolderFixture().with("a.yml", "by hand\n"));
    draft.generate("a.yml", "generated\n");

    assertThat(draft.proposal().changes().isEmpty()).isTrue();
    assertThat(draft.proposal().conflicts()).hasSize(1);
  }

  @Test
  void neitherBinariesNorFilesOfTheRepositoryAroundAreTouched() {
    Draft draft = draft(new FolderFixture().with("a.bin", "a\0b"));
    draft.edit("a.bin", text -> text + "c");
    assertThat(draft.proposal().declined()).contains("a.bin is no text in UTF-8.");

    Draft outside = draft(new FolderFixture());
    outside.generate("../.github/x.yml", "x");
    assertThat(outside.proposal().changes().isEmpty()).isTrue();
    assertThat(outside.proposal().declined().orElseThrow()).contains("lies outside this folder");
  }

  @Test
  void whatCouldNotBeDoneBesideWhatCanIsLeftForAPerson() {
    Draft draft = draft(new FolderFixture().with("a.txt", "one\n"));
    draft.edit("a.txt", text -> text + "two\n");
    draft.decline("The other half is yours.");

    assertThat(draft.proposal().remaining()).containsExactly("The other half is yours.");
    assertThat(draft.proposal().declined()).isEmpty();
  }

  @Test
  void theDiffIsOneThatGitApplies() {
    Draft draft = draft(new FolderFixture().with("a.txt", "one\ntwo"));
    draft.edit("a.txt", text -> text.replace("two", "2"));
    draft.generateExecutable("run.sh", "#!/bin/sh\n");

    assertThat(UnifiedDiff.of(draft.proposal().changes()))
        .isEqualTo(
            """
            diff --git a/a.txt b/a.txt
            --- a/a.txt
            +++ b/a.txt
            @@ -1,2 +1,2 @@
             one
            -two
            \\ No newline at end of file
            +2
            \\ No newline at end of file
            diff --git a/run.sh b/run.sh
            new file mode 100755
            --- /dev/null
            +++ b/run.sh
            @@ -0,0 +1 @@
            +#!/bin/sh
            """);
    assertThat(draft.proposal().changes().count()).isEqualTo(new UnifiedDiff.Count(2, 1));
  }
}
