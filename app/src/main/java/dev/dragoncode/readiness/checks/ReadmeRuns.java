package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Markdown;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRO-README: the README holds a command that the project's own build tool understands. */
final class ReadmeRuns {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRO-README",
              Phase.PROTOTYPE,
              "README tells how to run it",
              Weight.MEDIUM,
              Level.C,
              "Whoever takes over the project, or is called at night, starts at the README. A"
                  + " command that can be copied saves the first hour.",
              "Add a section to the README with the command that builds and starts the project, in"
                  + " a code block."),
          ReadmeRuns::decide);

  private static final Pattern INLINE = Pattern.compile("`([^`]+ [^`]+)`");

  private static final Pattern LINK =
      Pattern.compile("\\]\\(\\s*([^)\\s:#]+\\.(?:md|markdown|adoc|rst))(?:#[^)]*)?\\s*\\)");

  private ReadmeRuns() {}

  private static Verdict decide(ProjectView view) {
    List<IndexedFile> readmes = Documents.readmes(view);
    if (readmes.isEmpty()) {
      return Verdict.fail("There is no README");
    }
    Set<String> programs = programs(view);
    for (IndexedFile readme : readmes) {
      Optional<Evidence> command =
          Documents.read(view, readme).flatMap(m -> command(view, readme.path(), m, programs));
      if (command.isPresent()) {
        return Verdict.pass(readme.name() + " says: " + command.get().excerpt(), command.get());
      }
    }
    for (IndexedFile readme : readmes) {
      for (IndexedFile page : linked(view, readme)) {
        Optional<Evidence> command =
            Documents.read(view, page).flatMap(m -> command(view, page.path(), m, programs));
        if (command.isPresent()) {
          return Verdict.pass(
              page.path() + ", which the README links to, says: " + command.get().excerpt(),
              command.get());
        }
      }
    }
    return Verdict.fail(
        readmes.getFirst().path() + " holds no command that builds or runs the project",
        file(readmes.getFirst().path()));
  }

  private static Optional<Evidence> command(
      ProjectView view, String path, Markdown text, Set<String> programs) {
    for (Markdown.Code code : text.code()) {
      String script = code.text().replaceAll("(?m)^(\\s*)[$>%]\\s", "$1");
      for (Shell.Command each : Shell.commands(script, code.line())) {
        if (runs(view, each, programs)) {
          return Optional.of(line(view, path, each.line()));
        }
      }
    }
    for (Markdown.Section section : text.sections()) {
      for (Markdown.Line prose : section.prose()) {
        Matcher inline = INLINE.matcher(prose.text());
        while (inline.find()) {
          List<Shell.Command> commands = Shell.commands(inline.group(1), prose.line());
          if (!commands.isEmpty() && runs(view, commands.getFirst(), programs)) {
            return Optional.of(line(view, path, prose.line()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Pages of the project that a README links to. */
  private static List<IndexedFile> linked(ProjectView view, IndexedFile readme) {
    String folder = readme.path().substring(0, readme.path().length() - readme.name().length());
    return view.text(readme).stream()
        .flatMap(text -> LINK.matcher(text).results())
        .map(link -> Paths.resolve(link.group(1).startsWith("/") ? "" : folder, link.group(1)))
        .distinct()
        .flatMap(path -> view.file(path).stream())
        .filter(f -> !f.ignored() && !f.path().startsWith("../"))
        .toList();
  }

  /** Whether a cluster is given what this folder holds. */
  private static boolean deploys(ProjectView view, Shell.Command command) {
    boolean deploys =
        switch (command.program()) {
          case "kubectl" -> command.has("apply") || command.has("create");
          case "helm" -> command.has("install") || command.has("upgrade");
          default -> false;
        };
    return deploys
        && command.words().stream()
            .map(word -> Paths.resolve("", word))
            .anyMatch(
                path -> !path.isEmpty() && (view.file(path).isPresent() || view.hasFolder(path)));
  }

  private static boolean runs(ProjectView view, Shell.Command command, Set<String> programs) {
    if (deploys(view, command)) {
      return true;
    }
    if (command.program().matches("docker|podman|docker-compose")) {
      // "docker run postgres" starts something else
      return command.has("compose") || command.has("build") || command.has("up");
    }
    return (programs.contains(command.program()) && command.words().size() > 1)
        || (command.words().size() == 1
            && Set.of("make", "yarn").contains(command.program())
            && programs.contains(command.program()));
  }

  private static Set<String> programs(ProjectView view) {
    Set<String> programs = new HashSet<>(List.of("docker", "docker-compose", "podman"));
    for (Module module : view.get(Manifests.FACT).modules()) {
      programs.addAll(
          switch (module.tool()) {
            case MAVEN -> List.of("mvn", "mvnw", "mvnw.cmd", "mvnd");
            case GRADLE -> List.of("gradle", "gradlew", "gradlew.bat");
            case NPM, PNPM, YARN, BUN -> List.of("npm", "pnpm", "yarn", "bun", "npx", "node");
            case PYTHON ->
                List.of(
                    "python",
                    "python3",
                    "pip",
                    "uv",
                    "poetry",
                    "pipenv",
                    "uvicorn",
                    "flask",
                    "fastapi",
                    "gunicorn",
                    "hatch",
                    "pdm");
            case GO -> List.of("go");
          });
    }
    List<String> names = new ArrayList<>(List.of("Makefile", "Justfile", "justfile"));
    names.add("Taskfile.yml");
    if (view.file("skaffold.yaml").isPresent()) {
      programs.add("skaffold");
    }
    for (String name : names) {
      if (view.file(name).isPresent()) {
        programs.add(name.startsWith("M") ? "make" : name.startsWith("T") ? "task" : "just");
      }
    }
    return programs;
  }
}
