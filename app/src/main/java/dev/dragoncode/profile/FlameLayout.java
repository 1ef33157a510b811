package dev.dragoncode.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where the frames of a flame graph are: each as wide as its share, below (or above) whom it was
 * called by. Only those in sight are visited, however many there are.
 */
public final class FlameLayout {

  private static final Pattern PLAIN = Pattern.compile("[\\w.$/ ]+");

  private final StackTree tree;

  /** Kept between walks, since a walk happens in each frame of the screen. */
  private int[] stack = new int[64];

  private int[] ends = new int[64];
  private double[] lefts = new double[64];

  public FlameLayout(StackTree tree) {
    this.tree = tree;
  }

  /** Takes the frames in sight, those above before those below. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * A frame is in sight.
     *
     * @param level 0 for the root
     * @param x from the left edge, in the unit of the width
     */
    void visit(int node, int level, double x, double width);
  }

  /**
   * Walks what is in sight.
   *
   * @param zoomed the node that is as wide as all; those above it are, too
   * @param narrowest frames narrower than this are left out, with all below them
   * @param fromLevel the first level in sight
   * @param toLevel the first level no longer in sight
   */
  public void walk(
      int zoomed, double width, double narrowest, int fromLevel, int toLevel, Visitor visitor) {
    int base = tree.depth(zoomed);
    if (stack.length <= base + 1) {
      widen(base + 2);
    }
    int up = zoomed;
    for (int level = base; level >= 0; level--) {
      stack[level] = up;
      up = tree.parent(up);
    }
    for (int level = 0; level <= base; level++) {
      if (level >= fromLevel && level < toLevel) {
        visitor.visit(stack[level], level, 0, width);
      }
    }
    long all = Math.max(1, tree.total(zoomed));
    below(zoomed, base, width / all, narrowest, fromLevel, toLevel, visitor);
  }

  private void below(
      int zoomed,
      int base,
      double scale,
      double narrowest,
      int fromLevel,
      int toLevel,
      Visitor visitor) {
    // of each open level: the next child to look at, and where it begins
    int level = base + 1;
    push(level, zoomed + 1, tree.end(zoomed), 0);
    while (level > base) {
      int node = stack[level];
      if (node >= ends[level] || level >= toLevel) {
        level--;
        continue;
      }
      double left = lefts[level];
      double wide = tree.total(node) * scale;
      stack[level] = tree.end(node);
      lefts[level] = left + wide;
      if (wide >= narrowest) {
        if (level >= fromLevel) {
          visitor.visit(node, level, left, wide);
        }
        if (node + 1 < tree.end(node)) {
          level++;
          push(level, node + 1, tree.end(node), left);
        }
      }
    }
  }

  private void push(int level, int node, int end, double left) {
    if (level >= stack.length) {
      widen(level * 2);
    }
    stack[level] = node;
    ends[level] = end;
    lefts[level] = left;
  }

  private void widen(int size) {
    stack = Arrays.copyOf(stack, size);
    ends = Arrays.copyOf(ends, size);
    lefts = Arrays.copyOf(lefts, size);
  }

  /** Which frames fit a search: as a regular expression, or, where that is none, as it stands. */
  public static boolean[] matching(StackTree tree, String words) {
    boolean[] matching = new boolean[tree.frames().size()];
    if (words.isBlank()) {
      return matching;
    }
    Predicate<String> wanted = predicate(words);
    for (int i = 1; i < matching.length; i++) {
      matching[i] = wanted.test(tree.frames().get(i).full());
    }
    return matching;
  }

  private static Predicate<String> predicate(String words) {
    // what most people type needs no expression, which costs several times as much
    if (PLAIN.matcher(words).matches()) {
      String small = words.toLowerCase(Locale.ROOT);
      return name -> name.toLowerCase(Locale.ROOT).contains(small);
    }
    try {
      return Pattern.compile(words, Pattern.CASE_INSENSITIVE).asPredicate();
    } catch (PatternSyntaxException e) {
      return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.LITERAL).asPredicate();
    }
  }

  /** The weight of all stacks with a matching frame below this node, each counted once. */
  public static long matched(StackTree tree, boolean[] matching, int below) {
    long matched = 0;
    int node = below;
    while (node < tree.end(below)) {
      if (matching[tree.frameIndex(node)]) {
        matched += tree.total(node);
        node = tree.end(node);
      } else {
        node++;
      }
    }
    return matched;
  }
}
