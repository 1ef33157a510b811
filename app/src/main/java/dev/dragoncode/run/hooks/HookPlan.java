package dev.dragoncode.run.hooks;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a project's hooks are configured.
 *
 * @param config the file, from the repository's root
 * @param hooks what runs before a commit, by name
 * @param stages what git calls, such as {@code pre-commit}
 */
public record HookPlan(Tool tool, String config, List<String> hooks, List<String> stages) {

  static final String COMMIT = "pre-commit";

  /** The events of git that hooks are written for. */
  private static final List<String> STAGES =
      List.of(
          COMMIT,
          "pre-merge-commit",
          "prepare-commit-msg",
          "commit-msg",
          "post-commit",
          "pre-push",
          "post-checkout",
          "post-merge",
          "pre-rebase");

  public HookPlan {
    hooks = List.copyOf(hooks);
    stages = List.copyOf(stages);
  }

  /** Who runs them. */
  public enum Tool {
    PRE_COMMIT("pre-commit"),
    LEFTHOOK("lefthook"),
    HUSKY("husky"),
    /** Scripts that the repository brings. */
    FOLDER("scripts of the repository"),
    /** A script in this clone alone. */
    PLAIN("a script of this clone");

    private final String word;

    Tool(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * The hooks of a project; empty where nothing configures any.
   *
   * @param installed the hooks that git runs in this clone now
   */
  public static Optional<HookPlan> of(ProjectView view, List<String> installed) {
    return preCommit(view)
        .or(() -> lefthook(view))
        .or(() -> scripts(view, Tool.HUSKY, ".husky"))
        .or(() -> scripts(view, Tool.FOLDER, ".githooks"))
        .or(() ->
            installed.contains(COMMIT)
                ? Optional.of(
                    new HookPlan(Tool.PLAIN, ".git/hooks", List.of(COMMIT), List.of(COMMIT)))
                : Optional.empty());
  }

  /** What a stage runs, as one line of a shell script. */
  String script(String stage) {
    return switch (tool) {
      case PRE_COMMIT ->
          "exec pre-commit run" + (stage.equals(COMMIT) ? "" : " --hook-stage " + stage);
      case LEFTHOOK -> "exec lefthook run " + stage + " \"$@\"";
      case HUSKY, FOLDER -> "exec sh " + config + "/" + stage + " \"$@\"";
      case PLAIN -> ":";
    };
  }

  /**
   * The command that runs what a commit would.
   *
   * @param all whether on all files, not only those that are staged; scripts decide it themselves
   */
  public List<String> command(boolean all) {
    List<String> words =
        new ArrayList<>(
            switch (tool) {
              // a commit is the stage that it takes by itself; until 3.2 that had another name
              case PRE_COMMIT -> List.of("pre-commit", "run", "--color=never", "--verbose");
              // it would install itself on the way
              case LEFTHOOK -> List.of("lefthook", "run", COMMIT, "--no-auto-install");
              case HUSKY, FOLDER -> List.of("sh", config + "/" + COMMIT);
              case PLAIN -> List.of("./" + config + "/" + COMMIT);
            });
    if (all && (tool == Tool.PRE_COMMIT || tool == Tool.LEFTHOOK)) {
      words.add("--all-files");
    }
    return words;
  }

  private static Optional<HookPlan> preCommit(ProjectView view) {
    return file(view, ".pre-commit-config.yaml")
        .flatMap(file -> yaml(view, file))
        .map(node -> {
          List<String> names = new ArrayList<>();
          List<String> usual = node.texts("default_stages");
          for (Node repo : node.items("repos")) {
            repo.items("hooks").stream()
                .filter(hook -> beforeACommit(hook.texts("stages"), usual))
                .forEach(hook -> hook.text("name").or(() -> hook.text("id")).ifPresent(names::add));
          }
          List<String> stages = node.texts("default_install_hook_types");
          return new HookPlan(
              Tool.PRE_COMMIT,
              ".pre-commit-config.yaml",
              names,
              stages.isEmpty() ? List.of(COMMIT) : stages);
        });
  }

  /** Whether a hook of these stages runs then; without any it runs at all of them. */
  private static boolean beforeACommit(List<String> own, List<String> usual) {
    List<String> stages = own.isEmpty() ? usual : own;
    return stages.isEmpty() || stages.contains(COMMIT) || stages.contains("commit");
  }

  private static Optional<HookPlan> lefthook(ProjectView view) {
    for (String name :
        List.of("lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml")) {
      Optional<HookPlan> plan =
          file(view, name)
              .flatMap(file -> yaml(view, file))
              .map(node -> {
                List<String> stages =
                    STAGES.stream().filter(stage -> node.at(stage).isPresent()).toList();
                return new HookPlan(Tool.LEFTHOOK, name, lefthook(node), stages);
              });
      if (plan.isPresent()) {
        return plan;
      }
    }
    return Optional.empty();
  }

  private static List<String> lefthook(Node node) {
    Set<String> names = new LinkedHashSet<>();
    node.items(COMMIT, "jobs")
        .forEach(job -> job.text("name").or(() -> job.text("run")).ifPresent(names::add));
    node.entries(COMMIT, "commands").forEach(entry -> names.add(entry.key()));
    node.entries(COMMIT, "scripts").forEach(entry -> names.add(entry.key()));
    return List.copyOf(names);
  }

  private static Optional<HookPlan> scripts(ProjectView view, Tool tool, String folder) {
    List<String> stages =
        STAGES.stream().filter(stage -> file(view, folder + "/" + stage).isPresent()).toList();
    return stages.isEmpty()
        ? Optional.empty()
        : Optional.of(new HookPlan(tool, folder, stages, stages));
  }

  /** Hooks are configured at the root of the repository, which may be above the project. */
  private static Optional<IndexedFile> file(ProjectView view, String name) {
    return view.file(view.wayToRepository() + name).filter(file -> !file.ignored());
  }

  private static Optional<Node> yaml(ProjectView view, IndexedFile file) {
    try {
      Optional<String> text = view.text(file);
      return text.isPresent() ? Optional.of(Yaml.document(text.get())) : Optional.empty();
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }
}
