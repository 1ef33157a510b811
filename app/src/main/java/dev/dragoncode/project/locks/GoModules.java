package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads go.mod: since Go 1.17 it lists every module that the main module's packages need, in the
 * version that the build takes.
 */
final class GoModules {

  /** Before it, indirect modules stand in no file (go.dev/ref/mod#graph-pruning). */
  private static final int WHOLE_SINCE_MINOR = 17;

  private final GraphBuilder graph;
  private final Map<String, String> replaced = new HashMap<>();
  private final Set<String> local = new HashSet<>();
  private final List<Required> required = new ArrayList<>();
  private int minor;

  private record Required(String module, String version, boolean indirect, int line) {}

  private GoModules(GraphBuilder graph) {
    this.graph = graph;
  }

  static PackageGraph read(String file, String text) {
    GoModules modules = new GoModules(new GraphBuilder(file, Ecosystem.GO));
    modules.parse(text);
    return modules.build(file);
  }

  private void parse(String text) {
    String block = "";
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      boolean indirect = raw.contains("// indirect");
      int comment = raw.indexOf("//");
      String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
      if (line.equals(")")) {
        block = "";
        continue;
      }
      List<String> words = List.of(line.replace("\"", "").split("\\s+", -1));
      if (words.size() == 2 && words.get(1).equals("(")) {
        block = words.getFirst();
        continue;
      }
      if (line.isEmpty()) {
        continue;
      }
      String verb = block.isEmpty() ? words.getFirst() : block;
      List<String> rest = block.isEmpty() ? words.subList(1, words.size()) : words;
      directive(verb, rest, indirect, number);
    }
  }

  private void directive(String verb, List<String> words, boolean indirect, int line) {
    switch (verb) {
      case "go" -> minor = words.isEmpty() ? 0 : minor(words.getFirst());
      case "require" -> {
        if (words.size() >= 2) {
          required.add(new Required(words.get(0), words.get(1), indirect, line));
        }
      }
      case "replace" -> replace(words);
      default -> {
        // module, exclude, retract, toolchain and tool say nothing of what is built in
      }
    }
  }

  private static int minor(String go) {
    String[] parts = go.split("\\.", -1);
    String second = parts.length > 1 ? parts[1].replaceFirst("\\D.*", "") : "";
    return second.isEmpty()
        ? 0
        : Integer.parseInt(second.substring(0, Math.min(4, second.length())));
  }

  /** {@code old [version] => new [version]}. */
  private void replace(List<String> words) {
    int arrow = words.indexOf("=>");
    if (arrow < 1 || arrow + 1 >= words.size()) {
      return;
    }
    String key = String.join(" ", words.subList(0, arrow));
    if (words.size() == arrow + 2) {
      local.add(key);
    } else {
      replaced.put(key, words.get(arrow + 1) + " " + words.get(arrow + 2));
    }
  }

  private PackageGraph build(String file) {
    for (Required each : required) {
      String exact = each.module + " " + each.version;
      if (local.contains(each.module) || local.contains(exact)) {
        continue;
      }
      Optional<String> other =
          Optional.ofNullable(replaced.get(exact))
              .or(() -> Optional.ofNullable(replaced.get(each.module)));
      String taken = other.orElse(exact);
      int space = taken.indexOf(' ');
      String name = taken.substring(0, space);
      String version = taken.substring(space + 1);
      graph.add(name, name, version, each.line, List.of(), List.of(), Use.RUNTIME);
    }
    if (minor < WHOLE_SINCE_MINOR && !required.isEmpty()) {
      graph.gap(file + " is of before Go 1.17 and does not list what its modules need in turn");
    }
    return graph.build();
  }
}
