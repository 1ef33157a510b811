package dev.dragoncode.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A frame with its weights, wherever it occurs.
 *
 * @param self the weight of stacks that end in it
 * @param total the weight of stacks that it occurs in, each counted once
 * @param selfBefore the same of the profile that this one is compared with
 */
public record HotMethod(
    Frame frame, long self, long total, long samples, long selfBefore, long totalBefore) {

  /** All frames of a tree but its root, those with the most of their own first. */
  public static List<HotMethod> of(StackTree tree) {
    int count = tree.frames().size();
    long[] self = new long[count];
    long[] total = new long[count];
    long[] samples = new long[count];
    long[] selfBefore = new long[count];
    long[] totalBefore = new long[count];
    int[] open = new int[count];
    int above = 0;
    for (int node = 1; node < tree.size(); node++) {
      while (above != tree.parent(node)) {
        open[tree.frameIndex(above)]--;
        above = tree.parent(above);
      }
      int frame = tree.frameIndex(node);
      self[frame] += tree.self(node);
      selfBefore[frame] += tree.selfBefore(node);
      if (open[frame] == 0) {
        total[frame] += tree.total(node);
        totalBefore[frame] += tree.before(node);
        samples[frame] += tree.samples(node);
      }
      open[frame]++;
      above = node;
    }
    List<HotMethod> all = new ArrayList<>(count);
    for (int frame = 1; frame < count; frame++) {
      all.add(
          new HotMethod(
              tree.frames().get(frame),
              self[frame],
              total[frame],
              samples[frame],
              selfBefore[frame],
              totalBefore[frame]));
    }
    all.sort(
        Comparator.comparingLong(HotMethod::self)
            .thenComparingLong(HotMethod::total)
            .reversed()
            .thenComparing(method -> method.frame().full()));
    return all;
  }
}
