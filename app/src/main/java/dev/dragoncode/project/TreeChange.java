package dev.dragoncode.project;

import java.util.Set;

/**
 * What changed between two moments of a project.
 *
 * @param modified paths of files whose content changed
 * @param listed paths of files that appeared, vanished or became ignored or not
 * @param settings whether dragoncode.yaml now says something else
 * @param everything whether nothing of the earlier moment can be relied on
 */
public record TreeChange(
    Set<String> modified, Set<String> listed, boolean settings, boolean everything) {

  public TreeChange {
    modified = Set.copyOf(modified);
    listed = Set.copyOf(listed);
  }

  /** Nothing earlier holds. */
  public static TreeChange all() {
    return new TreeChange(Set.of(), Set.of(), true, true);
  }

  /** Whether there is any change at all. */
  public boolean isEmpty() {
    return modified.isEmpty() && listed.isEmpty() && !settings && !everything;
  }
}
