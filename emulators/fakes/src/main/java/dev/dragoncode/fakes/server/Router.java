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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a method and a path ask for; fixed segments win over named ones. */
final class Router {

  private static final Pattern NAME = Pattern.compile("\\{([^{}]+)\\}");

  private final Node root = new Node();
  private final List<Operation> operations;
  private final List<List<String>> roots;

  /** What was found. */
  record Match(Operation operation, Map<String, String> path) {}

  private static final class Node {
    private final Map<String, Node> fixed = new LinkedHashMap<>();
    private final List<Mixed> mixed = new ArrayList<>();
    private @Nullable Node named;
    private final Map<String, Operation> ends = new TreeMap<>();
    private final Map<String, Operation> rests = new TreeMap<>();
  }

  /** A segment such as {@code {id}.json}, fixed in part. */
  private record Mixed(String text, Pattern pattern, Node node) {}

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
        } else if (segment.indexOf('{') >= 0) {
          at = mixed(at, segment);
        } else {
          at = at.fixed.computeIfAbsent(segment, _ -> new Node());
        }
      }
      (rest ? at.rests : at.ends).put(operation.method(), operation);
    }
  }

  private static Node mixed(Node at, String segment) {
    for (Mixed one : at.mixed) {
      if (one.text().equals(segment)) {
        return one.node();
      }
    }
    Mixed fresh = new Mixed(segment, pattern(segment), new Node());
    at.mixed.add(fresh);
    return fresh.node();
  }

  private static Pattern pattern(String segment) {
    StringBuilder pattern = new StringBuilder();
    Matcher name = NAME.matcher(segment);
    int from = 0;
    while (name.find()) {
      pattern.append(Pattern.quote(segment.substring(from, name.start()))).append("(.+?)");
      from = name.end();
    }
    return Pattern.compile(pattern + Pattern.quote(segment.substring(from)));
  }

  List<Operation> operations() {
    return operations;
  }

  Optional<Match> find(String method, String path) {
    List<String> segments = segments(path);
    for (List<String> root : roots) {
      if (segments.size() > root.size() && segments.subList(0, root.size()).equals(root)) {
        Optional<Match> behind = find(method, segments.subList(root.size(), segments.size()));
        if (behind.isPresent()) {
          return behind;
        }
      }
    }
    return find(method, segments);
  }

  private Optional<Match> find(String method, List<String> segments) {
    Operation operation = find(root, segments, 0, method);
    if (operation == null && method.equals("HEAD")) {
      operation = find(root, segments, 0, "GET");
    }
    return Optional.ofNullable(operation).map(o -> new Match(o, values(o, segments)));
  }

  /** Whether another method would have found something. */
  boolean knows(String path) {
    return List.of("GET", "POST", "PUT", "PATCH", "DELETE").stream()
        .anyMatch(method -> find(method, path).isPresent());
  }

  private static @Nullable Operation find(
      Node at, List<String> segments, int index, String method) {
    if (index == segments.size()) {
      Operation end = of(at.ends, method);
      return end == null ? of(at.rests, method) : end;
    }
    Node fixed = at.fixed.get(segments.get(index));
    Operation found = fixed == null ? null : find(fixed, segments, index + 1, method);
    for (int i = 0; found == null && i < at.mixed.size(); i++) {
      if (at.mixed.get(i).pattern().matcher(segments.get(index)).matches()) {
        found = find(at.mixed.get(i).node(), segments, index + 1, method);
      }
    }
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
      } else if (name.indexOf('{') >= 0) {
        mixed(name, segments.get(i), values);
      }
    }
    return values;
  }

  private static void mixed(String segment, String asked, Map<String, String> values) {
    Matcher parts = pattern(segment).matcher(asked);
    Matcher name = NAME.matcher(segment);
    if (parts.matches()) {
      for (int i = 1; name.find(); i++) {
        values.put(name.group(1), parts.group(i));
      }
    }
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
