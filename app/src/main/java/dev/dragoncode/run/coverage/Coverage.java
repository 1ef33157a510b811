package dev.dragoncode.run.coverage;

import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which part of the code a run of the tests has executed.
 *
 * @param unit what is counted
 */
public record Coverage(Unit unit, List<Group> groups) {

  public Coverage {
    groups = List.copyOf(groups);
  }

  /** What is counted. */
  public enum Unit {
    LINES,
    /** Go's profiles know statements alone. */
    STATEMENTS
  }

  /** A package or a folder. */
  public record Group(String name, List<Covered> files) {
    public Group {
      files = List.copyOf(files);
    }

    public Count count() {
      return files.stream().map(Covered::count).reduce(Count.NONE, Count::plus);
    }
  }

  /** A file by its name in its group. */
  public record Covered(String name, Count count) {}

  /** How many of how many. */
  public record Count(int covered, int total) {

    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(covered + other.covered, total + other.total);
    }

    /** From 0 to 1; 1 where there is nothing to cover. */
    public double share() {
      return total == 0 ? 1 : (double) covered / total;
    }

    /** As people read it, rounded down: 100 % is all. */
    public String percent() {
      return Math.floor(share() * 1000) / 10 + " %";
    }
  }

  public Count count() {
    return groups.stream().map(Group::count).reduce(Count.NONE, Count::plus);
  }

  /** Files by their paths, put below their folders. */
  static Coverage ofPaths(Unit unit, Map<String, Count> paths) {
    Map<String, List<Covered>> folders = new TreeMap<>();
    new TreeMap<>(paths)
        .forEach((path, count) -> {
          int slash = path.lastIndexOf('/');
          folders
              .computeIfAbsent(slash < 0 ? "." : path.substring(0, slash), _ -> new ArrayList<>())
              .add(new Covered(path.substring(slash + 1), count));
        });
    return of(unit, folders);
  }

  static Coverage of(Unit unit, Map<String, List<Covered>> groups) {
    return new Coverage(
        unit,
        groups.entrySet().stream()
            .map(each ->
                new Group(
                    each.getKey(),
                    each.getValue().stream().sorted(Comparator.comparing(Covered::name)).toList()))
            .toList());
  }

  /**
   * Reports of several modules as one. A file that several of them tell of, as an aggregate of all
   * does, counts once, by the one that saw most of it.
   */
  public static Optional<Coverage> merged(List<Coverage> reports) {
    if (reports.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Map<String, Count>> groups = new TreeMap<>();
    for (Coverage report : reports) {
      for (Group group : report.groups()) {
        for (Covered file : group.files()) {
          groups
              .computeIfAbsent(group.name(), _ -> new TreeMap<>())
              .merge(file.name(), file.count(), (a, b) -> a.covered() >= b.covered() ? a : b);
        }
      }
    }
    Map<String, List<Covered>> all = new TreeMap<>();
    groups.forEach((name, files) ->
        all.put(
            name,
            files.entrySet().stream().map(e -> new Covered(e.getKey(), e.getValue())).toList()));
    return Optional.of(of(reports.getFirst().unit(), all));
  }

  /** In plain values, for JSON. */
  public Map<String, Object> json() {
    Map<String, Object> all = json("", count());
    all.put("unit", unit.name().toLowerCase(java.util.Locale.ROOT));
    all.put(
        "packages",
        groups.stream()
            .map(group -> {
              Map<String, Object> one = json(group.name(), group.count());
              one.put(
                  "files",
                  group.files().stream().map(file -> json(file.name(), file.count())).toList());
              return one;
            })
            .toList());
    return all;
  }

  private static Map<String, Object> json(String name, Count count) {
    Map<String, Object> one = new LinkedHashMap<>();
    if (!name.isEmpty()) {
      one.put("name", name);
    }
    one.put("covered", count.covered());
    one.put("total", count.total());
    one.put("percent", Math.floor(count.share() * 1000) / 10);
    return one;
  }

  /** What {@link #json} made. */
  public static Coverage read(Node node) {
    return new Coverage(
        node.text("unit").filter("statements"::equals).isPresent() ? Unit.STATEMENTS : Unit.LINES,
        node.items("packages").stream()
            .map(group ->
                new Group(
                    group.text("name").orElse(""),
                    group.items("files").stream()
                        .map(file ->
                            new Covered(
                                file.text("name").orElse(""),
                                new Count(number(file, "covered"), number(file, "total"))))
                        .toList()))
            .toList());
  }

  private static int number(Node node, String key) {
    return node.text(key).filter(text -> text.matches("\\d{1,9}")).map(Integer::parseInt).orElse(0);
  }
}
