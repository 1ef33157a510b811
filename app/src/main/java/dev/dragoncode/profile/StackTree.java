package dev.dragoncode.profile;

import java.util.Arrays;
import java.util.List;

/**
 * Weighted stacks as one tree, from the root down, in arrays: node 0 is the root, its children
 * follow it by name, and each node is followed by all that is below it.
 */
public final class StackTree {

  private final List<Frame> frames;
  private final int[] frame;
  private final int[] parent;
  private final int[] end;
  private final long[] self;
  private final long[] total;
  private final long[] samples;
  private final long[] selfBefore;
  private final long[] before;

  /**
   * @param end of each node the first after what is below it
   * @param before the weights of a profile that this one is compared with; empty for none
   */
  StackTree(
      List<Frame> frames,
      int[] frame,
      int[] parent,
      int[] end,
      long[] self,
      long[] samples,
      long[] before) {
    this.frames = frames;
    this.frame = frame;
    this.parent = parent;
    this.end = end;
    this.self = self;
    this.total = totals(self, parent);
    this.samples = totals(samples, parent);
    this.selfBefore = before;
    this.before = totals(before, parent);
  }

  /** How many nodes there are, the root among them. */
  public int size() {
    return frame.length;
  }

  /** All frames that occur, each once. */
  public List<Frame> frames() {
    return frames;
  }

  public Frame frame(int node) {
    return frames.get(frame[node]);
  }

  /** The index of a node's frame in {@link #frames}. */
  public int frameIndex(int node) {
    return frame[node];
  }

  /** The node above; -1 for the root. */
  public int parent(int node) {
    return parent[node];
  }

  /** The first node after all that is below this one. */
  public int end(int node) {
    return end[node];
  }

  /** The weight of the node and all below it. */
  public long total(int node) {
    return total[node];
  }

  /** The weight of stacks that end here. */
  public long self(int node) {
    return self[node];
  }

  /** How many samples went through the node. */
  public long samples(int node) {
    return samples[node];
  }

  /** Whether it is the difference of two profiles. */
  public boolean compared() {
    return before.length > 0;
  }

  /** The same weight in the profile that this one is compared with. */
  public long before(int node) {
    return before.length == 0 ? 0 : before[node];
  }

  long selfBefore(int node) {
    return selfBefore.length == 0 ? 0 : selfBefore[node];
  }

  /** How many nodes stand above. */
  public int depth(int node) {
    int depth = 0;
    for (int up = parent[node]; up >= 0; up = parent[up]) {
      depth++;
    }
    return depth;
  }

  /** The most nodes that stand above any node. */
  public int deepest() {
    int[] depth = new int[size()];
    int deepest = 0;
    for (int node = 1; node < depth.length; node++) {
      depth[node] = depth[parent[node]] + 1;
      deepest = Math.max(deepest, depth[node]);
    }
    return deepest;
  }

  /** The frames' indices from below the root to this node. */
  int[] path(int node) {
    int[] path = new int[depth(node)];
    int up = node;
    for (int i = path.length - 1; i >= 0; i--) {
      path[i] = frame[up];
      up = parent[up];
    }
    return path;
  }

  /** The same stacks from their ends: whom each method was called by. */
  public StackTree inverted() {
    StackTreeBuilder builder = new StackTreeBuilder();
    for (int node = 1; node < size(); node++) {
      if (self[node] != 0 || selfBefore(node) != 0) {
        int[] path = path(node);
        int[] turned = new int[path.length];
        for (int i = 0; i < path.length; i++) {
          turned[i] = builder.frame(frames.get(path[path.length - 1 - i]));
        }
        builder.add(turned, turned.length, self[node], selfSamples(node), selfBefore(node));
      }
    }
    return builder.build();
  }

  /** How many samples ended in the node. */
  long selfSamples(int node) {
    long own = samples[node];
    for (int child = node + 1; child < end[node]; child = end[child]) {
      own -= samples[child];
    }
    return own;
  }

  private static long[] totals(long[] own, int[] parent) {
    long[] totals = Arrays.copyOf(own, own.length);
    for (int node = totals.length - 1; node > 0; node--) {
      totals[parent[node]] += totals[node];
    }
    return totals;
  }
}
