package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.facts.Images;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRD-IGNORE and PRE-ENVFILE: what stays out of an image, and out of git. */
final class IgnoreFixes {

  private static final Pattern COPIED_RESULT =
      Pattern.compile("(?:COPY|ADD)\\s+(?!.*--from=).*?\\btarget/(\\S*)");
  private static final Pattern READ =
      Pattern.compile(
          "process\\.env\\.([A-Z][A-Z0-9_]+)|(?:getenv|environ(?:\\.get)?|Getenv|config)"
              + "[\\[(]\\s*['\"]([A-Z][A-Z0-9_]+)['\"]");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\\.?env[.-](example|sample|template|dist|defaults|local\\.example)|(example|sample)\\.env");

  private IgnoreFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-IGNORE", "Writes .dockerignore, or the rules that it lacks.", IgnoreFixes::image),
        new Fix(
            "PRE-ENVFILE",
            "Adds .env to .gitignore and makes a .env.example with its keys.",
            IgnoreFixes::environment));
  }

  private static void image(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.verdict(view, "PRD-IGNORE").status() != Status.FAIL) {
      return;
    }
    for (Evidence each : Gaps.verdict(view, "PRD-IGNORE").evidence()) {
      boolean there = each.file().endsWith(".dockerignore");
      String context = there ? folder(each.file()) : Images.context(view, each.file());
      String path = there ? each.file() : join(context, ".dockerignore");
      draft.edit(path, text -> LinesText.append(text, missing(text, rules(view, context))));
    }
  }

  /** What a build of this folder has no use for. */
  static List<String> rules(ProjectView view, String context) {
    List<String> rules = new ArrayList<>(List.of(".git", ".env", ".env.*", "!.env.example"));
    if (view.file(join(context, "package.json")).isPresent()) {
      rules.add("node_modules");
    }
    if (view.file(join(context, "pom.xml")).isPresent()) {
      rules.addAll(results(view));
    }
    if (view.file(join(context, "build.gradle")).isPresent()
        || view.file(join(context, "build.gradle.kts")).isPresent()) {
      rules.add(".gradle");
    }
    return rules;
  }

  /** Maven's output, save for what a Dockerfile copies out of it. */
  private static List<String> results(ProjectView view) {
    Set<String> copied = new LinkedHashSet<>();
    for (Images.ImageFile each : view.get(Images.FACT).files()) {
      String text = view.file(each.path()).flatMap(view::text).orElse("");
      Matcher matcher = COPIED_RESULT.matcher(text);
      while (matcher.find()) {
        copied.add("!target/" + matcher.group(1));
      }
    }
    List<String> rules = new ArrayList<>(List.of(copied.isEmpty() ? "target" : "target/*"));
    rules.addAll(copied);
    return rules;
  }

  private static List<String> missing(String text, List<String> rules) {
    List<String> lines = text.lines().map(String::strip).toList();
    return rules.stream().filter(r -> !lines.contains(r)).toList();
  }

  private static void environment(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.verdict(view, "PRE-ENVFILE").status() != Status.FAIL) {
      return;
    }
    Gaps.verdict(view, "PRE-ENVFILE").evidence().stream()
        .map(e -> folder(e.file()))
        .distinct()
        .forEach(folder -> environment(draft, folder));
  }

  private static void environment(Draft draft, String folder) {
    ProjectView view = draft.view();
    String env = join(folder, ".env");
    if (!view.ignores(env, false) || view.tracked(env).orElse(false)) {
      draft.edit(".gitignore", text -> ignored(text, folder));
    }
    if (view.tracked(env).orElse(false)) {
      draft.remains("Take it out of git, where this file stays: git rm --cached " + env);
      draft.advise("Change every password in it: the history keeps the old ones.");
    }
    boolean example =
        view.inFolder(folder).stream().anyMatch(f -> EXAMPLE.matcher(f.name()).matches());
    if (!example) {
      draft.generate(join(folder, ".env.example"), example(view, folder));
    }
  }

  /** A rule further down wins, so it is the last one. */
  private static String ignored(String text, String folder) {
    String rule = folder.isEmpty() ? ".env" : "/" + folder + "/.env";
    return LinesText.append(text, List.of(rule));
  }

  private static String example(ProjectView view, String folder) {
    Set<String> keys = new LinkedHashSet<>();
    view
        .file(join(folder, ".env"))
        .flatMap(f -> view.parse(f, Configuration.DOT_ENV).value())
        .orElse(List.of())
        .stream()
        .map(Node.Setting::key)
        .forEach(keys::add);
    for (String extension :
        keys.isEmpty() ? List.of("js", "ts", "mjs", "py", "go") : List.<String>of()) {
      view.withExtension(extension).stream()
          .flatMap(f -> view.text(f).stream())
          .flatMap(t -> READ.matcher(t).results())
          .map(m -> Optional.ofNullable(m.group(1)).orElseGet(() -> m.group(2)))
          .forEach(keys::add);
    }
    StringBuilder out = new StringBuilder();
    out.append("# Copy this file to .env and fill in the values. No real value belongs here.\n");
    keys.forEach(key -> out.append(key).append("=\n"));
    return out.toString();
  }

  static String folder(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
