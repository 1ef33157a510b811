package dev.dragoncode.run.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.run.hooks.HookPlan.Tool;
import dev.dragoncode.run.hooks.HookRun.Hook;
import dev.dragoncode.run.hooks.HookRun.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as lefthook 2.2 and pre-commit 3.0 printed them. */
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
            "identity.................................................................Passed",
            "- hook id: identity",
            "- duration: 1.12s",
            "",
            "docs/index.rst",
            "",
            "no XML...............................................(no files to check)Skipped",
            "- hook id: no-xml",
            "format...................................................................Failed",
            "- hook id: format",
            "- duration: 0.06s",
            "- files were modified by this hook",
            "format...................................................................Passed",
            "- hook id: format",
            "- duration: 0.01s");

    assertThat(run.hooks())
        .containsExactly(
            new Hook("identity", Result.PASSED, Duration.ofMillis(1120)),
            new Hook("no XML", Result.SKIPPED, Duration.ZERO),
            new Hook("format", Result.FAILED, Duration.ofMillis(60)),
            new Hook("format", Result.PASSED, Duration.ofMillis(10)));
  }

  @Test
  void whatAHookPrintsLikePreCommitIsNoHook() {
    HookRun run =
        of(
            Tool.PRE_COMMIT,
            1,
            "fails and says ......Passed..............................................Failed",
            "- hook id: says",
            "- duration: 0.04s",
            "- exit code: 3",
            "",
            "trim trailing whitespace.......Passed",
            "");

    assertThat(run.hooks())
        .containsExactly(
            new Hook("fails and says ......Passed", Result.FAILED, Duration.ofMillis(40)));
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
