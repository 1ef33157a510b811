package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.pack.Pack.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a method and a path ask for; fixed segments win over named ones. */
final class Router {

  private final Node root = new Node();
  private final List<Operation> operations;
  private final List<List<String>> roots;

  /** What was found. */
  record Match(Operation operation, Map<String, String> path) {}

  private static final class Node {
    private final Map<String, Node> fixed = new LinkedHashMap<>();
    private @Nullable Node named;
    private final Map<String, Operation> ends = new TreeMap<>();
    private final Map<String, Operation> rests = new TreeMap<>();
  }

  /**
   * A router.
   *
   * @param roots what may stand before each path
   */
  Router(Collection<Operation> operations, Collection<String> roots) {
    this.operations = List.copyOf(operations);
    this.roots = roots.stream().map(Router::segments).toList();
    for (Operation operation : operations) {
      Node at = root;
      boolean rest = false;
      for (String segment : segments(operation.path())) {
        if (segment.startsWith("{") && segment.endsWith("...}")) {
          rest = true;
          break;
        }
        if (segment.startsWith("{") && segment.endsWith("}")) {
          if (at.named == null) {
            at.named = new Node();
          }
          at = at.named;
        } else {
          at = at.fixed.computeIfAbsent(segment, _ -> new Node());
        }
      }
      (rest ? at.rests : at.ends).put(operation.method(), operation);
    }
  }

  List<Operation> operations() {
    return operations;
  }

  Optional<Match> find(String method, String path) {
    List<String> segments = rooted(path);
    Operation operation = find(root, segments, 0, method);
    if (operation == null && method.equals("HEAD")) {
      operation = find(root, segments, 0, "GET");
    }
    return Optional.ofNullable(operation).map(o -> new Match(o, values(o, segments)));
  }

  /** Whether another method would have found something. */
  boolean knows(String path) {
    List<String> segments = rooted(path);
    return List.of("GET", "POST", "PUT", "PATCH", "DELETE").stream()
        .anyMatch(method -> find(root, segments, 0, method) != null);
  }

  private static @Nullable Operation find(
      Node at, List<String> segments, int index, String method) {
    if (index == segments.size()) {
      Operation end = of(at.ends, method);
      return end == null ? of(at.rests, method) : end;
    }
    Node fixed = at.fixed.get(segments.get(index));
    Operation found = fixed == null ? null : find(fixed, segments, index + 1, method);
    if (found == null && at.named != null && !segments.get(index).isEmpty()) {
      found = find(at.named, segments, index + 1, method);
    }
    return found == null ? of(at.rests, method) : found;
  }

  private static @Nullable Operation of(Map<String, Operation> operations, String method) {
    Operation own = operations.get(method);
    return own == null ? operations.get(Pack.ANY) : own;
  }

  private static Map<String, String> values(Operation operation, List<String> segments) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> names = segments(operation.path());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.startsWith("{") && name.endsWith("...}")) {
        values.put(
            name.substring(1, name.length() - 4),
            String.join("/", segments.subList(Math.min(i, segments.size()), segments.size())));
      } else if (name.startsWith("{") && name.endsWith("}")) {
        values.put(name.substring(1, name.length() - 1), segments.get(i));
      }
    }
    return values;
  }

  /** The segments behind a root. */
  private List<String> rooted(String path) {
    List<String> segments = segments(path);
    for (List<String> before : roots) {
      if (segments.size() > before.size() && segments.subList(0, before.size()).equals(before)) {
        return segments.subList(before.size(), segments.size());
      }
    }
    return segments;
  }

  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int at = path.startsWith("/") ? 1 : 0;
    while (at <= path.length()) {
      int end = path.indexOf('/', at);
      if (end < 0) {
        if (at < path.length()) {
          segments.add(path.substring(at));
        }
        break;
      }
      segments.add(path.substring(at, end));
      at = end + 1;
    }
    return segments;
  }
}
