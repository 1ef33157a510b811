package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Near;
import dev.dragoncode.fakes.pack.Pack.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says of a request that matched nothing what came nearest, and in what it differs. */
final class WhyNot {

  /** As many as a person looks at. */
  private static final int MOST = 3;

  private WhyNot() {}

  /** The nearest operations. */
  static List<Near> of(List<Operation> operations, String method, String path) {
    List<String> asked = Router.segments(path);
    return operations.stream()
        .map(operation -> near(operation, method, asked))
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(MOST)
        .toList();
  }

  /** As lines of text. */
  static String told(List<Near> near) {
    StringBuilder text = new StringBuilder();
    for (Near one : near) {
      text.append(
          "%s (%s): %s\n"
              .formatted(one.operation(), one.request(), String.join("; ", one.differences())));
    }
    return text.toString();
  }

  private static Near near(Operation operation, String method, List<String> asked) {
    List<String> known = Router.segments(operation.path());
    List<String> differences = new ArrayList<>();
    int distance = 0;
    int common = Math.min(asked.size(), known.size());
    for (int i = 0; i < common; i++) {
      String name = known.get(i);
      if (!name.startsWith("{") && !name.equals(asked.get(i))) {
        differences.add("segment %d is “%s”, not “%s”".formatted(i + 1, asked.get(i), name));
        distance += Math.min(10, 2 + 2 * Near.edits(asked.get(i), name));
      }
    }
    if (asked.size() > known.size()) {
      String extra = String.join("/", asked.subList(known.size(), asked.size()));
      differences.add("“/" + extra + "” is too much");
      distance += 6 * (asked.size() - known.size());
    } else if (asked.size() < known.size()) {
      String missing = String.join("/", known.subList(asked.size(), known.size()));
      differences.add("“/" + missing + "” is missing");
      distance += 6 * (known.size() - asked.size());
    }
    if (!operation.method().equals(method)) {
      differences.add("the method is %s, not %s".formatted(method, operation.method()));
      distance += 3;
    }
    return new Near(
        operation.id(), operation.method() + " " + operation.path(), differences, distance);
  }
}
