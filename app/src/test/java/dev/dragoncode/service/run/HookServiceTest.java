package dev.dragoncode.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.hooks.HookPlan;
import dev.dragoncode.run.hooks.HookRun;
import dev.dragoncode.service.ReadFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of a real clone; what they run are scripts. */
class HookServiceTest {

  @TempDir Path temporary;
  private Path shop;
  private UserDatabase database;
  private HookService hooks;

  @BeforeEach
  void makeAClone() throws Exception {
    shop = Files.createDirectory(temporary.resolve("shop")).toRealPath();
    Git.init().setDirectory(shop.toFile()).call().close();
    database = new UserDatabase(temporary.resolve("user.db"));
    hooks = service("/nowhere");
  }

  private HookService service(String path) {
    return new HookService(
        new ProcessRunner(),
        folder -> ReadFolder.of(folder, Clock.systemUTC()),
        Recorders.into(database, temporary.resolve("runs")),
        Map.of("PATH", path));
  }

  @AfterEach
  void closeTheDatabase() {
    database.close();
  }

  @Test
  void aScriptOfTheRepositoryIsRunAndKept() throws Exception {
    write(".githooks/pre-commit", "#!/bin/sh\necho looking\nexit 1\n");

    HookRun run = hooks.run(shop, false, _ -> {});

    assertThat(run.summary()).isEqualTo("pre-commit failed");
    RunLog log = new RunLog(database, temporary.resolve("runs"));
    RunRecord kept = log.of(shop, 1).getFirst();
    assertThat(kept.kind()).isEqualTo(RunRecord.Kind.HOOKS);
    assertThat(kept.outcome()).isEqualTo(RunRecord.Outcome.FAILED);
    assertThat(log.output(kept.id())).contains("looking");
  }

  @Test
  void installedHooksRunTheProjectsAndLeaveAgain() throws Exception {
    write(".githooks/pre-commit", "#!/bin/sh\nexit 0\n");
    assertThat(hooks.state(shop).complete()).isFalse();

    assertThat(hooks.install(shop)).containsExactly("pre-commit");

    Path hook = shop.resolve(".git/hooks/pre-commit");
    assertThat(hook).isExecutable();
    assertThat(Files.readString(hook)).contains("exec sh .githooks/pre-commit");
    assertThat(hooks.state(shop).complete()).isTrue();
    assertThat(hooks.install(shop)).isEmpty();
    assertThat(hooks.uninstall(shop)).containsExactly("pre-commit");
    assertThat(hook).doesNotExist();
  }

  @Test
  void somebodyElsesHookStays() throws Exception {
    write(".githooks/pre-commit", "#!/bin/sh\nexit 0\n");
    write(".git/hooks/pre-commit", "#!/bin/sh\necho mine\n");
    assertThat(shop.resolve(".git/hooks/pre-commit").toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> hooks.install(shop))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().title()).contains("another pre-commit hook");
              assertThat(e.problem().remedies()).isNotEmpty();
            });
    assertThat(hooks.uninstall(shop)).isEmpty();
    assertThat(Files.readString(shop.resolve(".git/hooks/pre-commit"))).contains("mine");
  }

  @Test
  void aHookThatIsSwitchedOffIsNotOverwrittenEither() throws Exception {
    write(".githooks/pre-commit", "#!/bin/sh\nexit 0\n");
    write(".git/hooks/pre-commit", "#!/bin/sh\necho mine\n");

    assertThatThrownBy(() -> hooks.install(shop)).isInstanceOf(ProblemException.class);
    assertThat(Files.readString(shop.resolve(".git/hooks/pre-commit"))).contains("mine");
  }

  @Test
  void gitThatLooksElsewhereIsLeftAlone() throws Exception {
    write("lefthook.yml", "pre-commit:\n  jobs:\n    - name: lint\n      run: true\n");
    write(".git/config", "[core]\n\thooksPath = /somewhere\n");

    assertThatThrownBy(() -> hooks.install(shop))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().reason()).contains("core.hooksPath"));
  }

  @Test
  void aMissingToolIsAProblemWithAWayToGetIt() throws Exception {
    write("lefthook.yml", "pre-commit:\n  jobs:\n    - name: lint\n      run: true\n");

    HookPlan plan = hooks.state(shop).plan().orElseThrow();
    assertThat(plan.hooks()).isEqualTo(List.of("lint"));
    assertThatThrownBy(() -> hooks.run(shop, false, _ -> {}))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().title()).isEqualTo("lefthook is not installed");
              assertThat(e.problem().remedies()).isNotEmpty();
            });
  }

  @Test
  void noRepositoryIsAProblem() throws Exception {
    Path plain = Files.createDirectory(temporary.resolve("plain"));
    assertThatThrownBy(() -> hooks.state(plain)).isInstanceOf(ProblemException.class);
  }

  private void write(String path, String text) throws IOException {
    Path file = shop.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
