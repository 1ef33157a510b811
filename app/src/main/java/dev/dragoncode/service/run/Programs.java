package dev.dragoncode.service.run;

import dev.dragoncode.io.process.SearchPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the program that a project means: its own script, or the Python of its environment. Where
 * its package manager is not here, what that has installed is started without it.
 */
public final class Programs {

  /** Where a virtual environment keeps its interpreter, and the names that such have. */
  private static final List<String> PYTHONS =
      List.of(
          ".venv/bin/python",
          "venv/bin/python",
          ".venv/Scripts/python.exe",
          "venv/Scripts/python.exe");

  /** Yarn 1 takes options such as {@code --json} for its own, whoever they are meant for. */
  private static final List<String> YARN = List.of("yarn", "exec");

  private static final List<String> NPX = List.of("npx", "--no-install");

  private Programs() {}

  /** The line with the program as an absolute path where it is one of the folder's own. */
  public static List<String> found(List<String> line, Path folder) {
    return found(line, folder, new SearchPath(System.getenv().getOrDefault("PATH", "")));
  }

  static List<String> found(List<String> given, Path folder, SearchPath path) {
    List<String> line = withoutManager(given, folder, path);
    String program = line.getFirst();
    if (program.equals("python3")) {
      List<String> all = new ArrayList<>(line);
      PYTHONS.stream()
          .map(folder::resolve)
          .filter(Files::isExecutable)
          .findFirst()
          .ifPresent(own -> all.set(0, own.toString()));
      return all;
    }
    if (!program.startsWith("./")) {
      return line;
    }
    Path own = folder.resolve(program.substring(2));
    List<String> all = new ArrayList<>(line);
    if (Files.isRegularFile(own) && !Files.isExecutable(own) && script(own)) {
      // checked out without its bit, such as from an archive
      all.set(0, own.toString());
      all.addFirst("sh");
      return all;
    }
    all.set(0, own.toString());
    return all;
  }

  /** The same line without a package manager that is not here, where that can do without it. */
  private static List<String> withoutManager(List<String> line, Path folder, SearchPath path) {
    String manager = line.getFirst();
    if (line.size() > 2 && line.subList(0, 2).equals(YARN) && installed(folder, line.get(2))) {
      return with(NPX, line.subList(2, line.size()));
    }
    if (line.size() < 3
        || Stream.of("", ".cmd").anyMatch(e -> path.find(manager + e).isPresent())) {
      return line;
    }
    List<String> rest = line.subList(2, line.size());
    return switch (manager + " " + line.get(1)) {
      case "pnpm exec", "bun x" -> installed(folder, rest.getFirst()) ? with(NPX, rest) : line;
      case "yarn run", "pnpm run", "bun run" -> with(List.of("npm", "run"), rest);
      case "pnpm -c" -> with(List.of("npm", "exec", "-c"), rest.subList(1, rest.size()));
      case "bun exec" -> with(List.of("npm", "exec", "-c"), rest);
      case "uv run", "poetry run" ->
          rest.getFirst().equals("python")
                  && PYTHONS.stream().anyMatch(python -> Files.isExecutable(folder.resolve(python)))
              ? with(List.of("python3"), rest.subList(1, rest.size()))
              : line;
      default -> line;
    };
  }

  /** Packages of a workspace find programs in the folders above theirs, too. */
  private static boolean installed(Path folder, String program) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("node_modules/.bin").resolve(program))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> with(List<String> first, List<String> rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(rest);
    return all;
  }

  private static boolean script(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals("mvnw") || name.equals("gradlew");
  }
}
