package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Hash;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads yarn.lock, of classic Yarn and of later ones, which write the same blocks with other signs.
 */
final class YarnLock {

  private final GraphBuilder graph;
  private final Map<String, Block> blocks = new LinkedHashMap<>();

  private YarnLock(GraphBuilder graph) {
    this.graph = graph;
  }

  /** One resolution: all wishes that it answers, and what it asks for itself. */
  private static final class Block {
    private final List<String> wishes;
    private final int line;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> needs = new LinkedHashMap<>();
    private final Map<String, String> mayUse = new LinkedHashMap<>();

    Block(List<String> wishes, int line) {
      this.wishes = wishes;
      this.line = line;
    }
  }

  /**
   * @param manifests the package.json files that it locks: it does not say what they ask for
   */
  static PackageGraph read(String file, String text, List<Node> manifests) {
    GraphBuilder graph = new GraphBuilder(file, Ecosystem.NPM);
    YarnLock lock = new YarnLock(graph);
    List<Block> all = lock.parse(text);
    for (Block block : all) {
      lock.add(block);
    }
    for (Node manifest : manifests) {
      lock.asks(manifest, "dependencies", Use.RUNTIME);
      lock.asks(manifest, "optionalDependencies", Use.OPTIONAL);
      lock.asks(manifest, "devDependencies", Use.DEVELOPMENT);
    }
    if (all.isEmpty() && !text.isBlank() && !text.contains("# yarn lockfile")) {
      graph.gap(file + " could not be read");
    }
    return graph.build();
  }

  private List<Block> parse(String text) {
    List<Block> all = new ArrayList<>();
    Block block = null;
    Map<String, String> section = Map.of();
    boolean needs = false;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int indent = line.length() - line.stripLeading().length();
      String words = line.strip();
      if (indent == 0) {
        block = new Block(wishes(words), number);
        section = block.values;
        needs = false;
        all.add(block);
        for (String wish : block.wishes) {
          blocks.put(wish, block);
        }
      } else if (block != null && indent <= 2) {
        section =
            switch (words) {
              case "dependencies:" -> block.needs;
              case "optionalDependencies:" -> block.mayUse;
              default -> block.values;
            };
        needs = words.endsWith("ependencies:");
        pair(words, block.values);
      } else if (block != null && indent <= 4 && needs) {
        pair(words, section);
      }
    }
    return all;
  }

  private static List<String> wishes(String line) {
    String keys = line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
    List<String> wishes = new ArrayList<>();
    for (String each : keys.replace("\"", "").split(",\\s*", -1)) {
      wishes.add(each.replaceFirst("@npm:(?!.*@npm:)", "@"));
    }
    return wishes;
  }

  /** {@code name "1.0"} or {@code name: 1.0}. */
  private static void pair(String words, Map<String, String> into) {
    String plain = words.replace("\"", "");
    int cut = plain.indexOf(' ');
    if (cut > 0) {
      String key = plain.substring(0, cut);
      into.put(
          key.endsWith(":") ? key.substring(0, key.length() - 1) : key,
          plain.substring(cut + 1).strip());
    }
  }

  private void add(Block block) {
    String version = block.values.getOrDefault("version", "");
    String resolution = block.values.getOrDefault("resolution", "");
    String first = block.wishes.getFirst();
    String wished = first.substring(0, Math.max(first.indexOf('@', 1), 0));
    String name = resolution.isEmpty() ? alias(first, wished) : beforeVersion(resolution);
    if (version.isEmpty() || name.isEmpty() || local(first, resolution)) {
      return;
    }
    List<Hash> hashes = Hashes.integrity(block.values.getOrDefault("integrity", ""));
    graph.add(key(block), name, version, block.line, hashes, keys(block.needs), keys(block.mayUse));
  }

  private static boolean local(String wish, String resolution) {
    return wish.contains("@workspace:")
        || wish.contains("@link:")
        || wish.contains("@portal:")
        || wish.contains("@file:")
        || resolution.contains("@workspace:");
  }

  /** The package that {@code alias@npm:name@range} stands for. */
  private static String alias(String wish, String wished) {
    int npm = wish.indexOf("@npm:");
    if (npm > 0) {
      String real = wish.substring(npm + "@npm:".length());
      int at = real.indexOf('@', 1);
      return at > 0 ? real.substring(0, at) : real;
    }
    return wished;
  }

  private static String beforeVersion(String resolution) {
    int at = resolution.indexOf('@', 1);
    return at < 0 ? resolution : resolution.substring(0, at);
  }

  private static String key(Block block) {
    return block.wishes.getFirst();
  }

  private List<String> keys(Map<String, String> wanted) {
    List<String> keys = new ArrayList<>();
    wanted.forEach((name, range) -> {
      Block found = blocks.get(name + "@" + range.replaceFirst("^npm:(?!.*@)", ""));
      if (found == null) {
        found = blocks.get(name + "@" + range);
      }
      if (found != null) {
        keys.add(key(found));
      }
    });
    return keys;
  }

  private void asks(Node manifest, String section, Use use) {
    Map<String, String> wanted = new LinkedHashMap<>();
    manifest
        .entries(section)
        .forEach(e -> e.value().text().ifPresent(range -> wanted.put(e.key(), range)));
    keys(wanted).forEach(key -> graph.root(key, use));
  }
}
