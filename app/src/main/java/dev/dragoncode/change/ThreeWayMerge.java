package dev.dragoncode.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;

/** Brings two changes of one text together, as git does. */
public final class ThreeWayMerge {

  private ThreeWayMerge() {}

  /**
   * What came of it.
   *
   * @param text the merged text; with conflict marks where the changes touch each other
   */
  public record Outcome(String text, boolean conflicting) {}

  /**
   * Merges.
   *
   * @param base what both began with
   * @param ours as it stands in the folder
   * @param theirs as DragonCode would have it
   */
  public static Outcome of(String base, String ours, String theirs) {
    MergeResult<RawText> merged =
        new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(ours), raw(theirs));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new MergeFormatter()
          .formatMerge(out, merged, List.of("base", "your file", "DragonCode"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("A stream in memory failed", e);
    }
    return new Outcome(out.toString(UTF_8), merged.containsConflicts());
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(UTF_8));
  }
}
