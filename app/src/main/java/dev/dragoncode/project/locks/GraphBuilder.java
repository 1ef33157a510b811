package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Hash;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a graph of what a lock file lists: finds for each package the shortest way from the
 * project, first by what the program needs, then by what tests and tools do.
 */
public final class GraphBuilder {

  private final String file;
  private final Ecosystem ecosystem;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<Use, List<String>> roots = new HashMap<>();
  private final List<String> gaps = new ArrayList<>();

  /** A package before its way is known; keys are the lock file's own. */
  private record Entry(
      String name,
      String version,
      int line,
      List<Hash> hashes,
      Collection<String> needs,
      Collection<String> mayUse,
      Optional<Use> said) {}

  private record Way(Use use, List<String> path) {}

  public GraphBuilder(String file, Ecosystem ecosystem) {
    this.file = file;
    this.ecosystem = ecosystem;
  }

  /** Why packages may be missing. */
  public void gap(String words) {
    if (!gaps.contains(words)) {
      gaps.add(words);
    }
  }

  /** Something that the project itself asks for. */
  public void root(String key, Use use) {
    roots.computeIfAbsent(use, _ -> new ArrayList<>()).add(key);
  }

  /** A package whose use follows from the ways to it. */
  public void add(
      String key,
      String name,
      String version,
      int line,
      List<Hash> hashes,
      Collection<String> needs,
      Collection<String> mayUse) {
    entries.put(key, new Entry(name, version, line, hashes, needs, mayUse, Optional.empty()));
  }

  /** A package of which the lock file itself says what it is for. */
  public void add(
      String key,
      String name,
      String version,
      int line,
      List<Hash> hashes,
      Collection<String> needs,
      Use use) {
    entries.put(key, new Entry(name, version, line, hashes, needs, List.of(), Optional.of(use)));
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  public PackageGraph build() {
    Map<String, Way> ways = new HashMap<>();
    for (Use use : Use.values()) {
      walk(use, roots.getOrDefault(use, List.of()), ways);
    }
    Map<String, ResolvedPackage> packages = new LinkedHashMap<>();
    entries.forEach((key, entry) -> {
      String id = entry.name + "@" + entry.version;
      Way way = ways.getOrDefault(key, new Way(Use.RUNTIME, List.of(id)));
      ResolvedPackage made =
          new ResolvedPackage(
              ecosystem,
              entry.name,
              entry.version,
              entry.said.orElse(way.use),
              way.path,
              entry.line,
              entry.hashes,
              dependencies(entry));
      packages.merge(id, made, GraphBuilder::nearer);
    });
    return new PackageGraph(file, ecosystem, List.copyOf(packages.values()), gaps);
  }

  private static ResolvedPackage nearer(ResolvedPackage a, ResolvedPackage b) {
    int use = a.use().compareTo(b.use());
    return use < 0 || (use == 0 && a.path().size() <= b.path().size()) ? a : b;
  }

  private List<String> dependencies(Entry entry) {
    List<String> ids = new ArrayList<>();
    for (Collection<String> keys : List.of(entry.needs, entry.mayUse)) {
      for (String key : keys) {
        Entry other = entries.get(key);
        if (other != null) {
          ids.add(other.name + "@" + other.version);
        }
      }
    }
    return ids.stream().distinct().toList();
  }

  /** Breadth first, so that the first way found is the shortest; optional edges come last. */
  private void walk(Use use, List<String> from, Map<String, Way> ways) {
    Deque<String> open = new ArrayDeque<>();
    List<String> later = new ArrayList<>();
    for (String key : from) {
      arrive(key, new Way(use, List.of()), ways, open);
    }
    while (!open.isEmpty()) {
      String key = open.removeFirst();
      Entry entry = entries.get(key);
      Way way = ways.get(key);
      if (entry != null && way != null) {
        entry.needs.forEach(next -> arrive(next, way, ways, open));
        if (!entry.mayUse.isEmpty()) {
          later.add(key);
        }
      }
    }
    Use weaker = use == Use.DEVELOPMENT ? use : Use.OPTIONAL;
    while (!later.isEmpty()) {
      List<String> now = List.copyOf(later);
      later.clear();
      for (String key : now) {
        Entry entry = entries.get(key);
        Way way = ways.get(key);
        if (entry != null && way != null) {
          entry.mayUse.forEach(next -> arrive(next, new Way(weaker, way.path), ways, open));
        }
      }
      while (!open.isEmpty()) {
        String key = open.removeFirst();
        Entry entry = entries.get(key);
        Way way = ways.get(key);
        if (entry != null && way != null) {
          entry.needs.forEach(next -> arrive(next, way, ways, open));
          if (!entry.mayUse.isEmpty()) {
            later.add(key);
          }
        }
      }
    }
  }

  private void arrive(String key, Way from, Map<String, Way> ways, Deque<String> open) {
    Entry entry = entries.get(key);
    if (entry == null || ways.containsKey(key)) {
      return;
    }
    List<String> path = new ArrayList<>(from.path);
    path.add(entry.name + "@" + entry.version);
    ways.put(key, new Way(from.use, path));
    open.addLast(key);
  }
}
