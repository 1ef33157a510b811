package dev.dragoncode.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** A change as {@code git apply} understands it. */
public final class UnifiedDiff {

  private UnifiedDiff() {}

  /** Lines that come and go. */
  public record Count(int added, int removed) {}

  /** All changes, file after file. */
  public static String of(ChangeSet changes) {
    StringBuilder out = new StringBuilder();
    changes.edits().forEach(edit -> out.append(of(edit)));
    return out.toString();
  }

  /** The change of one file. */
  public static String of(FileEdit edit) {
    StringBuilder head = new StringBuilder();
    head.append("diff --git a/").append(edit.path()).append(" b/").append(edit.path()).append('\n');
    String mode = edit.executable() ? "100755" : "100644";
    if (edit.creates()) {
      head.append("new file mode ").append(mode).append('\n');
    } else if (edit.deletes()) {
      head.append("deleted file mode ").append(mode).append('\n');
    }
    RawText before = raw(edit.beforeText());
    RawText after = raw(edit.afterText());
    EditList edits = edits(before, after);
    if (edits.isEmpty()) {
      return head.toString();
    }
    head.append("--- ").append(edit.creates() ? "/dev/null" : "a/" + edit.path()).append('\n');
    head.append("+++ ").append(edit.deletes() ? "/dev/null" : "b/" + edit.path()).append('\n');
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.format(edits, before, after);
      formatter.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("A stream in memory failed", e);
    }
    return head + out.toString(UTF_8);
  }

  static Count count(FileEdit edit) {
    int added = 0;
    int removed = 0;
    for (Edit each : edits(raw(edit.beforeText()), raw(edit.afterText()))) {
      added += each.getLengthB();
      removed += each.getLengthA();
    }
    return new Count(added, removed);
  }

  private static EditList edits(RawText before, RawText after) {
    return new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after);
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(UTF_8));
  }
}
