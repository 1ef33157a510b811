package dev.dragoncode.change;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Changes that are made together or not at all.
 *
 * @param edits one for each file, those that do nothing left out
 */
public record ChangeSet(List<FileEdit> edits) {

  public ChangeSet {
    edits = edits.stream().filter(each -> !each.isNothing()).toList();
    Set<String> paths = new HashSet<>();
    for (FileEdit each : edits) {
      if (!paths.add(each.path())) {
        throw new IllegalArgumentException("Two changes of " + each.path());
      }
    }
  }

  /** No change. */
  public static ChangeSet none() {
    return new ChangeSet(List.of());
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The same without some files. */
  public ChangeSet without(Predicate<String> path) {
    return new ChangeSet(edits.stream().filter(each -> !path.test(each.path())).toList());
  }

  /** The files that change. */
  public List<String> paths() {
    return edits.stream().map(FileEdit::path).toList();
  }

  /** How many lines come and go, in all files. */
  public UnifiedDiff.Count count() {
    return edits.stream()
        .map(UnifiedDiff::count)
        .reduce(
            new UnifiedDiff.Count(0, 0),
            (a, b) -> new UnifiedDiff.Count(a.added() + b.added(), a.removed() + b.removed()));
  }
}
