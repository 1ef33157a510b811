package dev.dragoncode.run.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.run.hooks.HookPlan.Tool;
import dev.dragoncode.run.hooks.HookRun.Hook;
import dev.dragoncode.run.hooks.HookRun.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as lefthook 2.2 printed them; pre-commit's after its own documentation. */
class HookRunTest {

  @Test
  void lefthookTellsItsJobsInASummary() {
    HookRun run =
        of(
            Tool.LEFTHOOK,
            1,
            "│  docs (skip) no files for inspection",
            "┃  format ❯ ",
            "formatted a.js",
            "┃  lint ❯ ",
            "✗ an unrelated line of a linter",
            "exit status 1",
            "summary: (done in 0.06 seconds)",
            "✓ format (0.06 seconds)",
            "✗ lint (0.25 seconds)");

    assertThat(run.hooks())
        .containsExactly(
            new Hook("docs", Result.SKIPPED, Duration.ZERO),
            new Hook("format", Result.PASSED, Duration.ofMillis(60)),
            new Hook("lint", Result.FAILED, Duration.ofMillis(250)));
    assertThat(run.summary()).isEqualTo("lint failed");
  }

  @Test
  void preCommitTellsEachHookBehindDots() {
    HookRun run =
        of(
            Tool.PRE_COMMIT,
            1,
            "trim trailing whitespace.................................................Passed",
            "- hook id: trailing-whitespace",
            "- duration: 0.05s",
            "check yaml...........................................(no files to check)Skipped",
            "flake8...................................................................Failed",
            "- hook id: flake8",
            "- exit code: 1");

    assertThat(run.hooks())
        .containsExactly(
            new Hook("trim trailing whitespace", Result.PASSED, Duration.ofMillis(50)),
            new Hook("check yaml", Result.SKIPPED, Duration.ZERO),
            new Hook("flake8", Result.FAILED, Duration.ZERO));
  }

  @Test
  void aScriptIsOneHook() {
    assertThat(of(Tool.FOLDER, 0, "fine").summary()).isEqualTo("pre-commit");
    assertThat(of(Tool.FOLDER, 3).summary()).isEqualTo("pre-commit failed");
  }

  @Test
  void aRunInWhichAllIsSkippedShowsNothing() {
    assertThat(of(Tool.LEFTHOOK, 0, "│  docs (skip) no files for inspection").summary())
        .startsWith("Nothing is staged");
  }

  private static HookRun of(Tool tool, int exitCode, String... lines) {
    HookPlan plan = new HookPlan(tool, "config", List.of(), List.of("pre-commit"));
    return HookRun.of(plan, List.of(lines), exitCode, false, Duration.ofMillis(10));
  }
}
