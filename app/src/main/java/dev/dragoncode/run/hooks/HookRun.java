package dev.dragoncode.run.hooks;

import dev.dragoncode.run.PlainText;
import dev.dragoncode.run.hooks.HookPlan.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the hooks of one run came to. */
public record HookRun(Tool tool, List<Hook> hooks, int exitCode, boolean timedOut) {

  /** {@code trim trailing whitespace......Passed}. */
  private static final Pattern PRE_COMMIT =
      Pattern.compile("(\\S.*?)\\.{3,}(?:\\((.*)\\))?(Passed|Failed|Skipped)\\s*");

  private static final String PRE_COMMIT_ID = "- hook id: ";

  private static final Pattern PRE_COMMIT_TIME = Pattern.compile("- duration: ([\\d.]+)s");

  /** {@code ✓ format (0.06 seconds)}, in its summary; older ones have signs of their own. */
  private static final Pattern LEFTHOOK =
      Pattern.compile("\\s*([✓✔✗🥊❌]\uFE0F?)\\s+(.+?)(?: \\(([\\d.]+) seconds?\\))?\\s*");

  private static final Pattern LEFTHOOK_SKIPPED = Pattern.compile("[│┃]\\s+(.+?)\\s+\\(skip\\).*");

  public HookRun {
    hooks = List.copyOf(hooks);
  }

  /** What one came to. */
  public enum Result {
    PASSED,
    FAILED,
    /** It had nothing to look at. */
    SKIPPED
  }

  public record Hook(String name, Result result, Duration took) {}

  /**
   * Reads what a tool printed.
   *
   * @param took the whole run
   */
  public static HookRun of(
      HookPlan plan, List<String> lines, int exitCode, boolean timedOut, Duration took) {
    List<String> plain = lines.stream().map(PlainText::of).toList();
    List<Hook> hooks =
        switch (plan.tool()) {
          case PRE_COMMIT -> preCommit(plain);
          case LEFTHOOK -> lefthook(plain);
          case HUSKY, FOLDER, PLAIN ->
              List.of(
                  new Hook(
                      HookPlan.COMMIT,
                      exitCode == 0 && !timedOut ? Result.PASSED : Result.FAILED,
                      took));
        };
    return new HookRun(plan.tool(), hooks, exitCode, timedOut);
  }

  /** Only a line with the hook's id below it is pre-commit's own: a hook may print the like. */
  private static List<Hook> preCommit(List<String> lines) {
    List<Hook> hooks = new ArrayList<>();
    for (int at = 0; at < lines.size() - 1; at++) {
      Matcher found = PRE_COMMIT.matcher(lines.get(at));
      if (found.matches() && lines.get(at + 1).startsWith(PRE_COMMIT_ID)) {
        Matcher time = PRE_COMMIT_TIME.matcher(at + 2 < lines.size() ? lines.get(at + 2) : "");
        hooks.add(
            new Hook(
                found.group(1),
                Result.valueOf(found.group(3).toUpperCase(Locale.ROOT)),
                time.matches() ? seconds(time.group(1)) : Duration.ZERO));
      }
    }
    return hooks;
  }

  private static List<Hook> lefthook(List<String> lines) {
    Map<String, Hook> into = new LinkedHashMap<>();
    boolean summary = false;
    for (String text : lines) {
      Matcher skipped = LEFTHOOK_SKIPPED.matcher(text);
      Matcher found = LEFTHOOK.matcher(text);
      summary |= text.startsWith("summary:");
      if (skipped.matches()) {
        into.put(skipped.group(1), new Hook(skipped.group(1), Result.SKIPPED, Duration.ZERO));
      } else if (summary && found.matches()) {
        boolean passed = found.group(1).startsWith("✓") || found.group(1).startsWith("✔");
        into.put(
            found.group(2),
            new Hook(
                found.group(2),
                passed ? Result.PASSED : Result.FAILED,
                seconds(found.group(3) == null ? "0" : found.group(3))));
      }
    }
    return List.copyOf(into.values());
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
  }

  /** How many came to this. */
  public int count(Result result) {
    return (int) hooks.stream().filter(each -> each.result() == result).count();
  }

  public boolean passed() {
    return exitCode == 0 && !timedOut;
  }

  /** One line. */
  public String summary() {
    if (timedOut) {
      return tool.word() + " took too long";
    }
    List<String> failed =
        hooks.stream().filter(each -> each.result() == Result.FAILED).map(Hook::name).toList();
    if (!passed()) {
      return failed.isEmpty()
          ? tool.word() + " ended with " + exitCode
          : String.join(", ", failed) + " failed";
    }
    List<String> ran =
        hooks.stream().filter(each -> each.result() != Result.SKIPPED).map(Hook::name).toList();
    return ran.isEmpty() ? "Nothing is staged that a hook looks at" : String.join(", ", ran);
  }

  /** In plain values, for JSON. */
  public Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("tool", tool.word());
    all.put("exitCode", exitCode);
    all.put("passed", count(Result.PASSED));
    all.put("failed", count(Result.FAILED));
    all.put("skipped", count(Result.SKIPPED));
    List<Map<String, Object>> each = new ArrayList<>();
    hooks.forEach(hook -> {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", hook.name());
      one.put("result", hook.result().name().toLowerCase(Locale.ROOT));
      one.put("seconds", hook.took().toMillis() / 1000.0);
      each.add(one);
    });
    all.put("hooks", each);
    return all;
  }
}
