package dev.dragoncode.fakes.packs.github;

import dev.dragoncode.fakes.pack.Scene;
import dev.dragoncode.fakes.packs.github.Objects.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds and changes files in git's trees; what did not change is shared. */
final class Trees {

  /** Deeper than anybody's folders. */
  private static final int MOST_DEPTH = 64;

  private Trees() {}

  /** What stands at a path; an empty path is the tree itself. */
  static Optional<Entry> find(Scene scene, String tree, String path) {
    Entry at = new Entry("", "040000", tree);
    for (String name : segments(path)) {
      if (!at.isTree()) {
        return Optional.empty();
      }
      Optional<Entry> next =
          Objects.entries(scene, at.sha()).stream().filter(e -> e.name().equals(name)).findFirst();
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    segments.removeIf(String::isEmpty);
    return segments;
  }

  /**
   * The tree with something else at a path.
   *
   * @param entry its mode and object; empty to take it away
   */
  static String with(Scene scene, String tree, String path, Optional<Entry> entry) {
    List<String> segments = segments(path);
    if (segments.isEmpty() || segments.size() > MOST_DEPTH) {
      throw Errors.unprocessable("path contains a malformed path component");
    }
    return with(scene, tree, segments, entry);
  }

  private static String with(Scene scene, String tree, List<String> path, Optional<Entry> entry) {
    List<Entry> entries = new ArrayList<>(Objects.entries(scene, tree));
    String name = path.getFirst();
    Optional<Entry> there = entries.stream().filter(e -> e.name().equals(name)).findFirst();
    entries.removeIf(e -> e.name().equals(name));
    if (path.size() == 1) {
      entry.ifPresent(e -> entries.add(new Entry(name, e.mode(), e.sha())));
    } else {
      String below = there.filter(Entry::isTree).map(Entry::sha).orElse("");
      String changed = with(scene, below, path.subList(1, path.size()), entry);
      if (!Objects.entries(scene, changed).isEmpty()) {
        entries.add(new Entry(name, "040000", changed));
      }
    }
    return Objects.tree(scene, entries);
  }

  /** All files by their paths, in order; folders as well where they are wanted. */
  static Map<String, Entry> all(Scene scene, String tree, boolean folders) {
    Map<String, Entry> all = new TreeMap<>();
    collect(scene, tree, "", folders, all);
    return all;
  }

  private static void collect(
      Scene scene, String tree, String before, boolean folders, Map<String, Entry> all) {
    for (Entry entry : Objects.entries(scene, tree)) {
      String path = before + entry.name();
      if (!entry.isTree() || folders) {
        all.put(path, entry);
      }
      if (entry.isTree()) {
        collect(scene, entry.sha(), path + "/", folders, all);
      }
    }
  }
}
