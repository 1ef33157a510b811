package dev.dragoncode.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** What changes between two texts, line by line, with a little of what stays around it. */
public final class LineDiff {

  /** Unchanged lines around a change: as in a unified diff. */
  private static final int CONTEXT = 3;

  private LineDiff() {}

  /** What becomes of a line. */
  public enum Kind {
    SAME,
    ADDED,
    REMOVED,
    /** Unchanged lines that are left out; the text is empty. */
    SKIPPED
  }

  /**
   * A line of a diff.
   *
   * @param number from 1, in the new text, or in the old one for a removed line; 0 for {@link
   *     Kind#SKIPPED}
   */
  public record Line(Kind kind, int number, String text) {}

  /** The changes from one text to another, in order; empty where the lines are the same. */
  public static List<Line> of(String before, String after) {
    RawText old = new RawText(before.getBytes(UTF_8));
    RawText now = new RawText(after.getBytes(UTF_8));
    List<Line> all = new ArrayList<>();
    int next = 0;
    for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, old, now)) {
      add(all, Kind.SAME, now, next, edit.getBeginB());
      add(all, Kind.REMOVED, old, edit.getBeginA(), edit.getEndA());
      add(all, Kind.ADDED, now, edit.getBeginB(), edit.getEndB());
      next = edit.getEndB();
    }
    add(all, Kind.SAME, now, next, now.size());
    return shortened(all);
  }

  private static void add(List<Line> lines, Kind kind, RawText text, int from, int to) {
    for (int i = from; i < to; i++) {
      lines.add(new Line(kind, i + 1, text.getString(i)));
    }
  }

  private static List<Line> shortened(List<Line> all) {
    BitSet kept = new BitSet(all.size());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).kind() != Kind.SAME) {
        kept.set(Math.max(0, i - CONTEXT), Math.min(all.size(), i + CONTEXT + 1));
      }
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < all.size() && !kept.isEmpty(); i++) {
      if (kept.get(i)) {
        lines.add(all.get(i));
      } else if (i == 0 || kept.get(i - 1)) {
        lines.add(new Line(Kind.SKIPPED, 0, ""));
      }
    }
    return lines;
  }
}
