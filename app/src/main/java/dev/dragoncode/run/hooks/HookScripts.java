package dev.dragoncode.run.hooks;

import dev.dragoncode.run.hooks.HookPlan.Tool;

/** What stands in git's folder of hooks: what is written there, and whose it is. */
public final class HookScripts {

  private HookScripts() {}

  /** The line of a hook that runs the project's. */
  public static String of(HookPlan plan, String stage) {
    return plan.tool() == Tool.HUSKY
        ? "PATH=\"$PWD/node_modules/.bin:$PATH\"; export PATH\n" + plan.script(stage)
        : plan.script(stage);
  }

  /**
   * Whether an installed hook runs the project's hooks, whoever wrote it.
   *
   * @param hooksPath where git was told to look; empty for its own folder
   */
  public static boolean belongs(HookPlan plan, String text, String hooksPath) {
    return switch (plan.tool()) {
      case PRE_COMMIT -> text.contains("pre-commit");
      case LEFTHOOK -> text.contains("lefthook");
      case HUSKY, FOLDER ->
          text.contains(plan.config() + "/") || hooksPath.startsWith(plan.config());
      case PLAIN -> true;
    };
  }
}
