package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Scene;
import java.util.List;

/** What a pull request brings. */
final class PullCommits {

  private PullCommits() {}

  /** Its commits, the oldest first. */
  static List<ObjectNode> of(Scene scene, ObjectNode repo, ObjectNode pull) {
    return History.ahead(scene, PullHeads.base(scene, repo, pull), PullHeads.head(pull));
  }

  /** What it changes since the commit that both sides have. */
  static List<FileChanges.Change> changes(Scene scene, ObjectNode repo, ObjectNode pull) {
    String head = PullHeads.head(pull);
    String base = PullHeads.base(scene, repo, pull);
    String common = History.mergeBase(scene, base, head).orElse(base);
    return FileChanges.between(scene, Objects.treeOf(scene, common), Objects.treeOf(scene, head));
  }
}
