package dev.dragoncode.io.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.ignore.IgnoreNode.MatchResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files of a folder git would ignore: the rules of every {@code .gitignore} in it, of those
 * in the repository around it and of {@code .git/info/exclude}. Folders that only tools write, such
 * as {@code node_modules}, are ignored with or without a rule. A user's global ignore file is left
 * out on purpose, so that a team sees the same verdicts.
 */
public final class IgnoreRules {

  /** Written by tools, never by hand, on every stack. */
  private static final Set<String> PRODUCED =
      Set.of(
          "node_modules",
          "__pycache__",
          ".venv",
          ".gradle",
          ".tox",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache",
          ".hg",
          ".svn",
          ".git");

  /** What a project was generated as: a second copy of every file, for merges. */
  private static final String GENERATED = ".dragoncode/base";

  /** No ignore file that a person wrote is larger. */
  private static final long MAX_BYTES = 1L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(IgnoreRules.class);

  private final Map<String, IgnoreNode> byFolder = new ConcurrentHashMap<>();
  private final Set<String> buildOutputs = ConcurrentHashMap.newKeySet();
  private final List<Outer> outer;

  /** Rules of a folder above the root; the prefix leads from that folder to the root. */
  private record Outer(String prefix, IgnoreNode node) {}

  private IgnoreRules(List<Outer> outer) {
    this.outer = outer;
  }

  /** The rules that reach into the root from outside it; the walk adds those inside. */
  static IgnoreRules around(Path root) {
    List<Outer> outer = new ArrayList<>();
    repositoryOf(root)
        .ifPresent(repository -> {
          for (Path folder = root.getParent();
              folder != null && folder.startsWith(repository) && !root.equals(repository);
              folder = folder.getParent()) {
            addOuter(outer, folder, root, folder.resolve(".gitignore"));
          }
          addOuter(outer, repository, root, repository.resolve(".git/info/exclude"));
        });
    return new IgnoreRules(List.copyOf(outer));
  }

  /** The nearest folder, the given one or one above it, that holds a {@code .git}. */
  public static Optional<Path> repositoryOf(Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      if (Files.exists(each.resolve(".git"))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static void addOuter(List<Outer> outer, Path folder, Path root, Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    String way = slashes(folder.relativize(root).toString());
    read(file).ifPresent(node -> outer.add(new Outer(way.isEmpty() ? "" : way + "/", node)));
  }

  /** Takes in the ignore file of a folder that the walk has entered. */
  void load(String folder, Path file) {
    read(file)
        .filter(node -> !node.getRules().isEmpty())
        .ifPresentOrElse(node -> byFolder.put(folder, node), () -> byFolder.remove(folder));
  }

  private static Optional<IgnoreNode> read(Path file) {
    try {
      IgnoreNode node = new IgnoreNode();
      node.parse(file.toString(), new ByteArrayInputStream(RegularFiles.read(file, MAX_BYTES)));
      return Optional.of(node);
    } catch (IOException e) {
      LOG.debug("Could not read the ignore file {}", file, e);
      return Optional.empty();
    }
  }

  /**
   * Whether the path, or a folder that it lies in, is ignored.
   *
   * @param path relative to the root, with forward slashes
   * @param folder whether the path itself names a folder
   */
  public boolean ignores(String path, boolean folder) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (ignoresEntry(path.substring(0, slash), true)) {
        return true;
      }
    }
    return ignoresEntry(path, folder);
  }

  /** As {@link #ignores}, for a path whose folders are known not to be ignored. */
  boolean ignoresEntry(String path, boolean folder) {
    int slash = path.lastIndexOf('/');
    return ignoresEntry(levels(slash < 0 ? "" : path.substring(0, slash)), path, folder);
  }

  /** The rules that reach into a folder, the innermost first. */
  List<Level> levels(String folder) {
    List<Level> levels = new ArrayList<>();
    if (!byFolder.isEmpty()) {
      for (String each = folder; ; each = parent(each)) {
        IgnoreNode node = byFolder.get(each);
        if (node != null) {
          levels.add(new Level(each.isEmpty() ? 0 : each.length() + 1, node));
        }
        if (each.isEmpty()) {
          break;
        }
      }
    }
    return levels;
  }

  /** The rules of one folder; the prefix is the length of the way to it, with the slash. */
  record Level(int prefix, IgnoreNode node) {}

  /** As above, with the levels of the path's folder at hand. */
  boolean ignoresEntry(List<Level> levels, String path, boolean folder) {
    if (folder
        && (PRODUCED.contains(path.substring(path.lastIndexOf('/') + 1))
            || path.endsWith(GENERATED)
            || buildOutputs.contains(path))) {
      return true;
    }
    for (Level level : levels) {
      MatchResult match = level.node.isIgnored(path.substring(level.prefix), folder);
      if (match != MatchResult.CHECK_PARENT) {
        return match == MatchResult.IGNORED;
      }
    }
    for (Outer rules : outer) {
      MatchResult match = rules.node.isIgnored(rules.prefix + path, folder);
      if (match != MatchResult.CHECK_PARENT) {
        return match == MatchResult.IGNORED;
      }
    }
    return false;
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }

  /** Marks a folder as written by a build that stands beside it, such as Maven's target. */
  void addBuildOutput(String folder) {
    buildOutputs.add(folder);
  }

  static String slashes(String path) {
    return path.replace('\\', '/');
  }
}
