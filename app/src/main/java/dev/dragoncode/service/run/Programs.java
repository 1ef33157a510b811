package dev.dragoncode.service.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the program that a project means: its own script, or the Python of its environment. */
public final class Programs {

  /** Where a virtual environment keeps its interpreter, and the names that such have. */
  private static final List<String> PYTHONS =
      List.of(
          ".venv/bin/python",
          "venv/bin/python",
          ".venv/Scripts/python.exe",
          "venv/Scripts/python.exe");

  private Programs() {}

  /** The line with the program as an absolute path where it is one of the folder's own. */
  public static List<String> found(List<String> line, Path folder) {
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

  private static boolean script(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals("mvnw") || name.equals("gradlew");
  }
}
