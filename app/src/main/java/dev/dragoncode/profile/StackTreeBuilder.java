package dev.dragoncode.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a tree of stacks as they come. */
public final class StackTreeBuilder {

  /** Deeper stacks lose their ends; twice what profilers record. */
  public static final int DEEPEST = 4096;

  /** More nodes than any profile has that a person could look at; some 250 MB. */
  private static final int MOST_NODES = 5_000_000;

  private final Map<Frame, Integer> known = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private int[] frame = new int[256];
  private int[] parent = new int[256];
  private long[] self = new long[256];
  private long[] samples = new long[256];
  private long[] before = new long[256];
  private int size;
  private boolean compared;

  /** Nodes by parent and frame, open addressing: -1 is free. */
  private int[] slots = new int[1024];

  public StackTreeBuilder() {
    Arrays.fill(slots, -1);
    frame(Frame.ALL);
    size = 1;
    parent[0] = -1;
  }

  /** The index of a frame, to be used in stacks. */
  public int frame(Frame wanted) {
    Integer index = known.putIfAbsent(wanted, frames.size());
    if (index != null) {
      return index;
    }
    frames.add(wanted);
    return frames.size() - 1;
  }

  /**
   * Adds a stack.
   *
   * @param stack indices of frames, the root's child first
   * @throws dev.dragoncode.problem.ProblemException if there are too many different ones
   */
  public void add(int[] stack, int length, long weight, long count) {
    add(stack, length, weight, count, 0);
  }

  void add(int[] stack, int length, long weight, long count, long weightBefore) {
    int node = 0;
    for (int i = 0; i < Math.min(length, DEEPEST); i++) {
      node = child(node, stack[i]);
    }
    self[node] += weight;
    samples[node] += count;
    before[node] += weightBefore;
    compared |= weightBefore != 0;
  }

  /** Says that this is a difference even where nothing was before. */
  void compare() {
    compared = true;
  }

  /** How many nodes there are by now. */
  public int size() {
    return size;
  }

  /** Whether no stack was added. */
  public boolean isEmpty() {
    return size == 1 && self[0] == 0;
  }

  private int child(int node, int wanted) {
    int slot = slot(node, wanted);
    while (slots[slot] >= 0) {
      int there = slots[slot];
      if (parent[there] == node && frame[there] == wanted) {
        return there;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (size == MOST_NODES) {
      throw ProfileProblems.tooLarge(MOST_NODES + " different stacks").asException();
    }
    if (size == frame.length) {
      grow();
    }
    int made = size++;
    frame[made] = wanted;
    parent[made] = node;
    slots[slot] = made;
    if (size > slots.length / 2) {
      rehash();
    }
    return made;
  }

  private void grow() {
    int wider = frame.length * 2;
    frame = Arrays.copyOf(frame, wider);
    parent = Arrays.copyOf(parent, wider);
    self = Arrays.copyOf(self, wider);
    samples = Arrays.copyOf(samples, wider);
    before = Arrays.copyOf(before, wider);
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, -1);
    for (int node = 1; node < size; node++) {
      int slot = slot(parent[node], frame[node]);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = node;
    }
  }

  private int slot(int node, int wanted) {
    long mixed = (((long) node << 32) | wanted) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 33) & (slots.length - 1);
  }

  /** The tree of all stacks. */
  public StackTree build() {
    int[] rank = ranks();
    int[] first = new int[size];
    int[] next = new int[size];
    Arrays.fill(first, -1);
    link(rank, first, next);
    int[] toFrame = new int[size];
    int[] toParent = new int[size];
    int[] toEnd = new int[size];
    long[] toSelf = new long[size];
    long[] toSamples = new long[size];
    long[] toBefore = new long[compared ? size : 0];
    int[] place = new int[size];
    int made = 0;
    int node = 0;
    while (node >= 0) {
      place[node] = made;
      toFrame[made] = frame[node];
      toParent[made] = node == 0 ? -1 : place[parent[node]];
      toSelf[made] = self[node];
      toSamples[made] = samples[node];
      if (compared) {
        toBefore[made] = before[node];
      }
      made++;
      if (first[node] >= 0) {
        node = first[node];
        continue;
      }
      toEnd[place[node]] = made;
      while (node > 0 && next[node] < 0) {
        node = parent[node];
        toEnd[place[node]] = made;
      }
      node = node == 0 ? -1 : next[node];
    }
    return new StackTree(
        List.copyOf(frames), toFrame, toParent, toEnd, toSelf, toSamples, toBefore);
  }

  /** The place of each frame when they are sorted by name. */
  private int[] ranks() {
    Integer[] order = new Integer[frames.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparing((Integer i) -> frames.get(i).full()));
    int[] rank = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    return rank;
  }

  /** Threads the children of each node by name: nodes sorted by rank, linked from the last on. */
  private void link(int[] rank, int[] first, int[] next) {
    int[] start = new int[rank.length + 1];
    for (int node = 1; node < size; node++) {
      start[rank[frame[node]] + 1]++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    int[] sorted = new int[size - 1];
    for (int node = 1; node < size; node++) {
      sorted[start[rank[frame[node]]]++] = node;
    }
    Arrays.fill(next, -1);
    for (int i = sorted.length - 1; i >= 0; i--) {
      int node = sorted[i];
      next[node] = first[parent[node]];
      first[parent[node]] = node;
    }
  }
}
