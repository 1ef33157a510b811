package dev.dragoncode.profile;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.HashMap;
import java.util.Map;

/**
 * Two profiles as one: the tree of both, as wide as the newer one, each node with what it was
 * before. The older one's weights are scaled so that both come to the same in all: what is compared
 * are shares, since no two runs are equally long.
 */
public final class Difference {

  private Difference() {}

  /**
   * The newer profile with what was before.
   *
   * @throws dev.dragoncode.problem.ProblemException if they do not measure the same
   */
  public static Profile of(Profile older, Profile newer) {
    if (older.mode() != newer.mode()) {
      throw Problem.of(
              "These two profiles do not measure the same",
              "One is of "
                  + older.mode().shown()
                  + ", the other of "
                  + newer.mode().shown()
                  + ": their shares say nothing of each other.",
              Remedy.of("Compare two profiles of the same mode."))
          .asException();
    }
    StackTreeBuilder builder = new StackTreeBuilder();
    builder.compare();
    long olderAll = older.tree().total(0);
    double scale = olderAll == 0 ? 0 : (double) newer.tree().total(0) / olderAll;
    add(
        builder,
        newer.tree(),
        (tree, node, stack) ->
            builder.add(stack, stack.length, tree.self(node), tree.selfSamples(node), 0));
    add(builder, older.tree(), new Scaled(builder, scale));
    Map<Frame, Place> places = new HashMap<>(older.places());
    places.putAll(newer.places());
    return new Profile(
        newer.mode(), newer.unit(), builder.build(), newer.hertz(), newer.took(), places);
  }

  /** How a node has changed: -1 all gone, 0 the same, 1 new. */
  public static double change(StackTree tree, int node) {
    long now = tree.total(node);
    long before = tree.before(node);
    return now + before == 0 ? 0 : (double) (now - before) / (now + before);
  }

  @FunctionalInterface
  private interface Adding {
    void add(StackTree tree, int node, int[] stack);
  }

  /**
   * Adds scaled weights. What rounding takes from one node is given to the next: trees are in depth
   * first order, so no subtree is off by more than one, however small its parts are.
   */
  private static final class Scaled implements Adding {
    private final StackTreeBuilder builder;
    private final double scale;
    private long seen;
    private long added;

    Scaled(StackTreeBuilder builder, double scale) {
      this.builder = builder;
      this.scale = scale;
    }

    @Override
    public void add(StackTree tree, int node, int[] stack) {
      seen += tree.self(node);
      long weight = Math.round(seen * scale) - added;
      added += weight;
      builder.add(stack, stack.length, 0, 0, weight);
    }
  }

  private static void add(StackTreeBuilder builder, StackTree tree, Adding adding) {
    int[] known = new int[tree.frames().size()];
    for (int i = 0; i < known.length; i++) {
      known[i] = builder.frame(tree.frames().get(i));
    }
    for (int node = 1; node < tree.size(); node++) {
      if (tree.self(node) != 0 || tree.selfSamples(node) != 0) {
        int[] stack = tree.path(node);
        for (int i = 0; i < stack.length; i++) {
          stack[i] = known[stack[i]];
        }
        adding.add(tree, node, stack);
      }
    }
  }
}
