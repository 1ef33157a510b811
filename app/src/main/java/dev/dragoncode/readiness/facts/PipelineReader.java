package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.facts.Pipelines.Job;
import dev.dragoncode.readiness.facts.Pipelines.Run;
import dev.dragoncode.readiness.facts.Pipelines.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the pipeline files of GitHub, GitLab, CircleCI, Travis, Azure, Bitbucket and Jenkins. */
final class PipelineReader {

  private static final Set<String> GITLAB_KEYS =
      Set.of(
          "stages",
          "variables",
          "include",
          "default",
          "workflow",
          "image",
          "services",
          "cache",
          "before_script",
          "after_script");

  private static final Syntax<List<Token>> GROOVY =
      (_, text) -> Lexer.tokens(text, Lexer.Language.GRADLE);

  private final ProjectView view;
  private final ScriptFollower follower;
  private final List<String> files = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  /** From the project up to the repository's root, as in {@code ../../}; often empty. */
  private final String way;

  PipelineReader(ProjectView view) {
    this.view = view;
    this.follower = new ScriptFollower(view);
    this.way = view.wayToRepository();
  }

  Pipelines read() {
    for (String base : way.isEmpty() ? List.of("") : List.of("", way)) {
      for (IndexedFile file : view.inFolder(base + ".github/workflows")) {
        if (file.name().matches(".*\\.ya?ml")) {
          yaml(file, base, this::github);
        }
      }
      Map<String, YamlReader> others =
          Map.of(
              ".gitlab-ci.yml", this::gitlab,
              ".circleci/config.yml", this::circle,
              ".travis.yml", this::travis,
              "azure-pipelines.yml", this::azure,
              "bitbucket-pipelines.yml", this::bitbucket);
      others.forEach((name, reader) ->
          view.file(base + name).filter(f -> !f.ignored()).ifPresent(f -> yaml(f, base, reader)));
      view.file(base + "Jenkinsfile").ifPresent(f -> jenkins(f, base));
    }
    return new Pipelines(files, jobs, unreadable);
  }

  private interface YamlReader {
    void read(String file, String base, Node root);
  }

  private void yaml(IndexedFile file, String base, YamlReader reader) {
    files.add(file.path());
    Parsed<List<Node>> parsed = view.parse(file, Compose.YAML);
    if (parsed.value().isEmpty()) {
      unreadable.add(file.path());
      return;
    }
    parsed.value().get().stream().findFirst().ifPresent(n -> reader.read(file.path(), base, n));
  }

  private void add(Job job) {
    if (!job.steps().isEmpty()) {
      jobs.add(job);
    }
  }

  /** The folder where a step runs, relative to the project. */
  private String folder(String base, Optional<String> working) {
    String start = base.replaceFirst("/$", "");
    String folder = working.map(w -> Paths.resolve(start, w)).orElse(start);
    String here = base + view.placeInRepository();
    if (base.isEmpty() || !(folder + "/").startsWith(here + "/")) {
      return folder;
    }
    return folder.length() == here.length() ? "" : folder.substring(here.length() + 1);
  }

  /**
   * Whether a step of the repository around speaks for this project: it runs in its folder, names
   * it, or runs a build at the root that takes the project in.
   */
  private boolean concerns(String base, String folder, String text) {
    return base.isEmpty()
        || folder.isEmpty()
        || !folder.startsWith("..")
        || text.contains(view.placeInRepository())
        || (folder.equals(base.replaceFirst("/$", "")) && OuterBuild.includes(view, base));
  }

  private void github(String file, String base, Node root) {
    boolean onChanges = githubTriggers(root);
    Optional<String> defaults = root.text("defaults", "run", "working-directory");
    for (Node.Entry entry : root.entries("jobs")) {
      Node job = entry.value();
      if (job.text("if").filter(c -> c.equals("false") || c.contains("${{ false }}")).isPresent()) {
        continue;
      }
      Optional<String> jobDefault =
          job.text("defaults", "run", "working-directory").or(() -> defaults);
      List<Step> steps = new ArrayList<>();
      for (Node step : job.items("steps")) {
        if (step.text("if").filter("false"::equals).isPresent()) {
          continue;
        }
        boolean tolerated = isTrue(step, "continue-on-error") && !failedLater(job, step);
        String folder = folder(base, step.text("working-directory").or(() -> jobDefault));
        Optional<Node> run = step.at("run");
        List<Run> runs = new ArrayList<>();
        String text = step.text("run").orElse("");
        if (run.isPresent() && concerns(base, folder, text)) {
          int first = run.get().line() + (block(file, run.get()) ? 1 : 0);
          runs.addAll(follower.follow(Shell.commands(text, first), file, folder, tolerated));
        }
        // an image can be the step, and its arguments what is run
        boolean image = step.text("uses").filter(u -> u.startsWith("docker://")).isPresent();
        Optional<Node> arguments = step.at("with", "args").filter(_ -> image);
        if (arguments.isPresent()) {
          String command = step.text("with", "args").orElse("");
          int at = arguments.get().line();
          runs.addAll(follower.follow(Shell.commands(command, at), file, folder, tolerated));
        }
        steps.add(new Step(step.text("uses"), runs, tolerated, step.line()));
      }
      job.text("uses")
          .ifPresent(
              uses -> steps.add(new Step(Optional.of(uses), List.of(), false, entry.line())));
      add(
          new Job(
              file, entry.key(), onChanges, isTrue(job, "continue-on-error"), steps, entry.line()));
    }
  }

  /** Whether another step of the job fails where this one did. */
  private static boolean failedLater(Node job, Node step) {
    Optional<String> id = step.text("id");
    return id.isPresent()
        && job.items("steps").stream()
            .anyMatch(other ->
                other
                        .text("if")
                        .filter(c -> c.contains("steps." + id.get() + ".outcome"))
                        .isPresent()
                    && other
                        .text("run")
                        .filter(r -> r.matches("(?s).*\\bexit [1-9].*"))
                        .isPresent());
  }

  /** Whether a scalar begins on the line after its key, as a block does. */
  private boolean block(String file, Node node) {
    return view.line(file, node.line()).matches(".*[|>][+-]?[0-9]?\\s*(#.*)?");
  }

  private static boolean githubTriggers(Node root) {
    Optional<Node> on = root.at("on").or(() -> root.at("true"));
    if (on.isEmpty()) {
      return false;
    }
    List<String> names = new ArrayList<>(on.get().texts());
    on.get().entries().forEach(entry -> names.add(entry.key()));
    return names.contains("pull_request")
        || names.contains("pull_request_target")
        || names.contains("merge_group")
        || (names.contains("push") && on.get().at("push", "tags").isEmpty());
  }

  private static boolean isTrue(Node node, String key) {
    return node.text(key).filter("true"::equals).isPresent();
  }

  private void gitlab(String file, String base, Node root) {
    List<Shell.Command> before = script(root, "before_script");
    for (Node.Entry entry : root.entries()) {
      Node job = entry.value();
      if (GITLAB_KEYS.contains(entry.key())
          || entry.key().startsWith(".")
          || job.at("script").isEmpty()) {
        continue;
      }
      List<Shell.Command> commands = new ArrayList<>(before);
      commands.addAll(script(job, "before_script"));
      commands.addAll(script(job, "script"));
      boolean tolerated = isTrue(job, "allow_failure");
      boolean manual = job.text("when").filter("manual"::equals).isPresent();
      add(job(file, base, entry.key(), !manual, tolerated, commands, entry.line()));
    }
  }

  private void circle(String file, String base, Node root) {
    for (Node.Entry entry : root.entries("jobs")) {
      List<Shell.Command> commands = new ArrayList<>();
      List<Step> orbs = new ArrayList<>();
      for (Node step : entry.value().items("steps")) {
        step.text("run")
            .or(() -> step.text("run", "command"))
            .ifPresent(c -> commands.addAll(Shell.commands(c, step.line())));
        step.entries().stream()
            .filter(e -> e.key().contains("/"))
            .forEach(e -> orbs.add(new Step(Optional.of(e.key()), List.of(), false, e.line())));
      }
      Job job = job(file, base, entry.key(), true, false, commands, entry.line());
      orbs.addAll(job.steps());
      add(new Job(file, entry.key(), true, false, orbs, entry.line()));
    }
  }

  private void travis(String file, String base, Node root) {
    List<Shell.Command> commands = new ArrayList<>();
    for (String key : List.of("install", "before_script", "script")) {
      commands.addAll(script(root, key));
    }
    if (root.at("script").isEmpty()) {
      // what Travis runs by itself when the file names no script
      String language = root.text("language").orElse("");
      String implied =
          switch (language) {
            case "java" -> "mvn test -B";
            case "node_js" -> "npm test";
            case "go" -> "go test ./...";
            default -> "";
          };
      commands.addAll(Shell.commands(implied));
    }
    add(job(file, base, "travis", true, false, commands, 1));
  }

  private void azure(String file, String base, Node root) {
    List<Shell.Command> commands = new ArrayList<>();
    collectAzure(root, commands);
    add(job(file, base, "azure", true, false, commands, 1));
  }

  private static void collectAzure(Node node, List<Shell.Command> into) {
    for (String key : List.of("script", "bash", "pwsh")) {
      node.at(key)
          .ifPresent(n -> node.text(key).ifPresent(t -> into.addAll(Shell.commands(t, n.line()))));
    }
    String task = node.text("task").orElse("");
    if (task.startsWith("Maven@") && !isTrue(node, "enabled")) {
      String goals = node.text("inputs", "goals").orElse("package");
      into.addAll(Shell.commands("mvn " + goals, node.line()));
    } else if (task.startsWith("Gradle@")) {
      into.addAll(
          Shell.commands("gradle " + node.text("inputs", "tasks").orElse("build"), node.line()));
    }
    for (String key : List.of("steps", "jobs", "stages")) {
      node.items(key).forEach(child -> collectAzure(child, into));
    }
  }

  private void bitbucket(String file, String base, Node root) {
    List<Shell.Command> commands = new ArrayList<>();
    root.at("pipelines").ifPresent(all -> collectBitbucket(all, commands));
    add(job(file, base, "bitbucket", true, false, commands, 1));
  }

  private static void collectBitbucket(Node node, List<Shell.Command> into) {
    into.addAll(script(node, "script"));
    node.entries().forEach(entry -> collectBitbucket(entry.value(), into));
    node.items().forEach(item -> collectBitbucket(item, into));
  }

  /** The strings of {@code sh} and {@code bat} steps. */
  private void jenkins(IndexedFile file, String base) {
    files.add(file.path());
    List<Token> tokens = view.parse(file, GROOVY).value().orElse(List.of());
    List<Shell.Command> commands = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (!tokens.get(i).is("sh") && !tokens.get(i).is("bat")) {
        continue;
      }
      int j = i + 1;
      while (j < tokens.size() && !tokens.get(j).string() && j < i + 6) {
        j++;
      }
      if (j < tokens.size() && tokens.get(j).string()) {
        commands.addAll(Shell.commands(tokens.get(j).text(), tokens.get(j).line()));
      }
    }
    add(job(file.path(), base, "jenkins", true, false, commands, 1));
  }

  private static List<Shell.Command> script(Node node, String key) {
    List<Shell.Command> commands = new ArrayList<>();
    node.at(key)
        .ifPresent(value -> {
          value.text().ifPresent(t -> commands.addAll(Shell.commands(t, value.line())));
          for (Node item : value.items()) {
            item.text().ifPresent(t -> commands.addAll(Shell.commands(t, item.line())));
          }
        });
    return commands;
  }

  private Job job(
      String file,
      String base,
      String name,
      boolean onChanges,
      boolean tolerated,
      List<Shell.Command> commands,
      int line) {
    String folder = folder(base, Optional.empty());
    List<Run> runs = new ArrayList<>();
    String whole = String.join("\n", commands.stream().map(Object::toString).toList());
    if (concerns(base, folder, whole)) {
      runs.addAll(follower.follow(commands, file, folder, tolerated));
    }
    return new Job(
        file,
        name,
        onChanges,
        tolerated,
        List.of(new Step(Optional.empty(), runs, tolerated, line)),
        line);
  }
}
