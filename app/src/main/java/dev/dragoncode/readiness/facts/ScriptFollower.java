package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Makefile;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.facts.Pipelines.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows a command to those that it comes down to: npm scripts, make targets, shell scripts. */
final class ScriptFollower {

  private static final int MAX_DEPTH = 6;

  private static final Set<String> NODE_TOOLS = Set.of("npm", "pnpm", "yarn", "bun");

  /** Options of the package managers that a value follows. */
  private static final Set<String> VALUED =
      Set.of("--filter", "-F", "--prefix", "-C", "--cwd", "--workspace");

  static final Syntax<Makefile> MAKEFILE = (_, text) -> Makefile.parse(text);
  static final Syntax<List<Shell.Command>> SCRIPT = (_, text) -> Shell.commands(text);

  private final ProjectView view;

  ScriptFollower(ProjectView view) {
    this.view = view;
  }

  /**
   * The commands of a script, each followed by those that it leads to.
   *
   * @param folder where it runs, relative to the project
   */
  List<Run> follow(List<Shell.Command> commands, String file, String folder, boolean tolerated) {
    List<Run> runs = new ArrayList<>();
    follow(commands, file, folder, tolerated, 0, new HashSet<>(), runs);
    return runs;
  }

  private void follow(
      List<Shell.Command> commands,
      String file,
      String startFolder,
      boolean tolerated,
      int depth,
      Set<String> seen,
      List<Run> into) {
    String folder = startFolder;
    for (Shell.Command command : commands) {
      boolean passedOver = tolerated || command.tolerated();
      into.add(new Run(command, file, command.line(), passedOver));
      if (command.program().equals("cd") && command.word(1).isPresent()) {
        folder = Paths.resolve(folder, command.words().get(1));
        continue;
      }
      if (depth < MAX_DEPTH) {
        into(
            Commands.unwrapped(Commands.everywhere(command)),
            folder,
            passedOver,
            depth,
            seen,
            into);
      }
    }
  }

  private void into(
      Shell.Command command,
      String folder,
      boolean tolerated,
      int depth,
      Set<String> seen,
      List<Run> into) {
    String program = command.program();
    if (NODE_TOOLS.contains(program)) {
      nodeScript(command, folder, tolerated, depth, seen, into);
    } else if (program.equals("make") || program.equals("gmake")) {
      make(command, folder, tolerated, depth, seen, into);
    } else {
      shellScript(command, folder, tolerated, depth, seen, into);
    }
  }

  private void nodeScript(
      Shell.Command command,
      String folder,
      boolean tolerated,
      int depth,
      Set<String> seen,
      List<Run> into) {
    String where =
        option(command, "--prefix", "-C", "--cwd")
            .map(p -> Paths.resolve(folder, p))
            .orElse(folder);
    List<String> plain = new ArrayList<>();
    for (int i = 1; i < command.words().size(); i++) {
      String word = command.words().get(i);
      if (!word.startsWith("-") && !VALUED.contains(command.words().get(i - 1))) {
        plain.add(word);
      }
    }
    if (plain.isEmpty()) {
      return;
    }
    boolean run = plain.getFirst().equals("run") || plain.getFirst().equals("run-script");
    String name = run && plain.size() > 1 ? plain.get(1) : plain.getFirst();
    if (name.equals("t")) {
      name = "test";
    }
    String wanted = name;
    for (Module module : view.get(Manifests.FACT).modules()) {
      boolean here =
          module.folder().equals(where)
              || command.has("-r")
              || command.has("-w")
              || command.has("--workspaces")
              || command.has("--filter");
      Module.Script script = module.scripts().get(wanted);
      if (!module.tool().node() || !here || script == null) {
        continue;
      }
      if (seen.add(module.manifest() + "#" + wanted)) {
        for (String each : List.of("pre" + wanted, wanted, "post" + wanted)) {
          Module.Script part = module.scripts().get(each);
          if (part != null) {
            follow(
                Shell.commands(part.command(), part.line()),
                module.manifest(),
                module.folder(),
                tolerated,
                depth + 1,
                seen,
                into);
          }
        }
      }
    }
  }

  private void make(
      Shell.Command command,
      String folder,
      boolean tolerated,
      int depth,
      Set<String> seen,
      List<Run> into) {
    String where = option(command, "-C").map(p -> Paths.resolve(folder, p)).orElse(folder);
    Optional<IndexedFile> file =
        view.file(join(where, "Makefile")).or(() -> view.file(join(where, "makefile")));
    Optional<Makefile> makefile = file.flatMap(f -> view.parse(f, MAKEFILE).value());
    if (makefile.isEmpty()) {
      return;
    }
    List<String> targets =
        new ArrayList<>(
            command.words().stream()
                .skip(1)
                .filter(word -> makefile.get().targets().containsKey(word))
                .toList());
    if (targets.isEmpty()) {
      makefile.get().targets().keySet().stream()
          .filter(name -> !name.startsWith("."))
          .findFirst()
          .ifPresent(targets::add);
    }
    for (String target : targets) {
      if (seen.add(file.get().path() + "#" + target)) {
        follow(
            makefile.get().run(target).stream().map(c -> recursive(c)).toList(),
            file.get().path(),
            where,
            tolerated,
            depth + 1,
            seen,
            into);
      }
    }
  }

  /** {@code $(MAKE) x} is {@code make x}. */
  private static Shell.Command recursive(Shell.Command command) {
    if (!command.words().getFirst().equals("$(MAKE)")) {
      return command;
    }
    List<String> words = new ArrayList<>(command.words());
    words.set(0, "make");
    return new Shell.Command(words, command.tolerated(), command.line());
  }

  private void shellScript(
      Shell.Command command,
      String folder,
      boolean tolerated,
      int depth,
      Set<String> seen,
      List<Run> into) {
    boolean shell = Set.of("sh", "bash", "zsh", "source", ".").contains(command.words().getFirst());
    Optional<String> named =
        shell
            ? command.words().stream().skip(1).filter(w -> !w.startsWith("-")).findFirst()
            : Optional.of(command.words().getFirst()).filter(w -> w.contains("/"));
    if (named.isEmpty() || named.get().startsWith("/") || named.get().contains("$")) {
      return;
    }
    String path = Paths.resolve(folder, named.get());
    Optional<IndexedFile> file = view.file(path);
    boolean wrapper = path.endsWith("mvnw") || path.endsWith("gradlew");
    if (file.isEmpty() || wrapper || !seen.add(path)) {
      return;
    }
    boolean script =
        view.text(file.get())
            .filter(t ->
                path.endsWith(".sh") || t.lines().findFirst().orElse("").matches("#!.*sh\\b.*"))
            .isPresent();
    if (script) {
      view.parse(file.get(), SCRIPT)
          .value()
          .ifPresent(commands -> follow(commands, path, folder, tolerated, depth + 1, seen, into));
    }
  }

  static Optional<String> option(Shell.Command command, String... names) {
    List<String> words = command.words();
    for (int i = 1; i < words.size(); i++) {
      for (String name : names) {
        if (words.get(i).equals(name) && i + 1 < words.size()) {
          return Optional.of(words.get(i + 1));
        }
        if (words.get(i).startsWith(name + "=")) {
          return Optional.of(words.get(i).substring(name.length() + 1));
        }
      }
    }
    return Optional.empty();
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
