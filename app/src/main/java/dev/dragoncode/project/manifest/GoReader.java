package dev.dragoncode.project.manifest;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads go.mod files. */
final class GoReader {

  private GoReader() {}

  static List<Module> read(ProjectView view) {
    List<Module> modules = new ArrayList<>();
    for (IndexedFile file : view.named("go.mod")) {
      view.parse(file, PythonReader.LINES)
          .value()
          .ifPresent(lines -> modules.add(module(file, lines)));
    }
    return modules;
  }

  private static Module module(IndexedFile file, List<String> lines) {
    List<Dependency> dependencies = new ArrayList<>();
    Map<String, String> properties = new HashMap<>();
    String block = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean indirect = line.contains("// indirect");
      int comment = line.indexOf("//");
      line = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (line.equals(")")) {
        block = "";
        continue;
      }
      String[] words = line.split("\\s+", -1);
      if (words.length >= 2 && words[1].equals("(")) {
        block = words[0];
        continue;
      }
      boolean inBlock = block.equals("require") && words.length >= 2;
      boolean single = words.length >= 3 && words[0].equals("require");
      if ((inBlock || single) && !indirect) {
        int at = single ? 1 : 0;
        dependencies.add(
            new Dependency(
                words[at], Optional.of(words[at + 1]), Dependency.Scope.MAIN, file.path(), i + 1));
      } else if (block.isEmpty() && words.length == 2) {
        properties.put(words[0], words[1]);
      }
    }
    return new Module(
        BuildTool.GO,
        file.folder(),
        file.path(),
        dependencies,
        List.of(),
        Map.of(),
        properties,
        Optional.empty());
  }
}
