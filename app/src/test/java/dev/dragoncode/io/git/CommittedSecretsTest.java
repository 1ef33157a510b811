package dev.dragoncode.io.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.FileSource;
import dev.dragoncode.project.FolderFixture;
import dev.dragoncode.project.secrets.MadeSecrets;
import dev.dragoncode.project.secrets.SecretHistory.Brought;
import dev.dragoncode.project.secrets.SecretHistory.Kept;
import dev.dragoncode.project.secrets.SecretHistory.Memory;
import dev.dragoncode.project.secrets.SecretHistory.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that were committed, on real repositories. */
class CommittedSecretsTest {

  private static final String TOKEN = "token = 'MADE(ghp_,alnum,36)'";

  @TempDir Path folder;
  private final Memory memory = Memory.ofProcess();
  private final CommittedSecrets history = new CommittedSecrets(Duration.ofSeconds(20), memory);
  private @Nullable Git opened;

  @BeforeEach
  void init() throws GitAPIException {
    opened = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
  }

  @AfterEach
  void close() {
    git().close();
  }

  private Git git() {
    return Objects.requireNonNull(opened);
  }

  private FileSource source(String place) {
    return new FolderFixture() {
      @Override
      public Path root() {
        return folder.resolve(place);
      }

      @Override
      public Optional<Path> repository() {
        return Optional.of(folder);
      }
    };
  }

  private RevCommit commit(String path, String text) throws IOException, GitAPIException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, MadeSecrets.in(text));
    git().add().addFilepattern(".").call();
    return git().commit().setMessage(path).setAuthor("a", "a@example.org").setSign(false).call();
  }

  private Past past(String place) {
    return history.of(source(place));
  }

  @Test
  void tellsTheCommitThatBroughtWhatIsGoneNow() throws Exception {
    commit("README.md", "Shop");
    RevCommit bad = commit("src/deploy.rb", "first\n" + TOKEN);
    commit("src/deploy.rb", "first\ntoken = ENV['TOKEN']");

    Past past = past("");

    assertThat(past.commits()).isEqualTo(3);
    assertThat(past.gap()).isEmpty();
    assertThat(past.found())
        .singleElement()
        .satisfies(b -> {
          assertThat(b.commit()).isEqualTo(bad.abbreviate(7).name());
          assertThat(b.path()).isEqualTo("src/deploy.rb");
          assertThat(b.hit().line()).isEqualTo(2);
        });
  }

  @Test
  void readsOtherBranchesAndOnlyWhatIsNewTheSecondTime() throws Exception {
    commit("README.md", "Shop");
    git().checkout().setCreateBranch(true).setName("try").call();
    commit("a.rb", TOKEN);
    git().checkout().setName("main").call();

    assertThat(past("").found()).extracting(Brought::path).containsExactly("a.rb");
    assertThat(past("").commits()).isEqualTo(2);

    commit("b.rb", TOKEN.replace("36", "40"));

    assertThat(past("").found()).extracting(Brought::path).containsExactly("a.rb", "b.rb");
    assertThat(past("").commits()).isEqualTo(3);
  }

  @Test
  void aLaterProcessReadsOnlyWhatTheEarlierOneDidNot() throws Exception {
    commit("a.rb", TOKEN);
    Past first = past("");
    // whatever is not read again can be told apart
    memory.keep(folder, new Kept(Set.of(head()), new Past(first.found(), 1_000, "")));
    commit("b.rb", TOKEN.replace("36", "40"));

    Past later = new CommittedSecrets(Duration.ofSeconds(20), memory).of(source(""));

    assertThat(later.commits()).isEqualTo(1_001);
    assertThat(later.found()).extracting(Brought::path).containsExactly("a.rb", "b.rb");
  }

  @Test
  void tellsNothingMoreOfCommitsThatWereRewritten() throws Exception {
    RevCommit base = commit("README.md", "Shop");
    commit("a.rb", TOKEN);
    assertThat(past("").found()).hasSize(1);

    git().reset().setMode(ResetCommand.ResetType.HARD).setRef(base.name()).call();
    commit("b.rb", "nothing");

    assertThat(past("").found()).isEmpty();
    assertThat(past("").commits()).isEqualTo(2);
  }

  private String head() throws IOException {
    return git().getRepository().resolve(Constants.HEAD).name();
  }

  @Test
  void looksOnlyIntoTheProjectsFolder() throws Exception {
    commit("web/a.rb", TOKEN);
    commit("api/b.rb", TOKEN);

    assertThat(past("api").found()).extracting(Brought::path).containsExactly("b.rb");
  }

  @Test
  void doesNotTellOfAMergeWhatItsParentsBrought() throws Exception {
    RevCommit base = commit("README.md", "Shop");
    RevCommit bad = commit("a.rb", TOKEN);
    git().checkout().setCreateBranch(true).setName("other").setStartPoint(base).call();
    commit("b.rb", "nothing");
    git().merge().include(bad).setMessage("both").call();

    assertThat(past("").found())
        .extracting(Brought::commit)
        .containsExactly(bad.abbreviate(7).name());
  }

  @Test
  void saysWhereItsTimeWasOver() throws Exception {
    commit("a.rb", TOKEN);

    Past past = new CommittedSecrets(Duration.ofSeconds(20), Duration.ZERO, memory).of(source(""));

    assertThat(past.gap()).contains("took too long");
  }

  @Test
  void aRepositoryWithoutCommitsHasNoPast() {
    assertThat(past("").found()).isEmpty();
    assertThat(past("").gap()).isEmpty();
  }
}
