package dev.dragoncode.project.secrets;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.TreeChange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The secrets in a project's files that are not ignored.
 *
 * @param byFile those files that have some, by path
 */
public record TreeSecrets(Map<String, List<SecretHit>> byFile) {

  /** The secrets of a project; after a change only the changed files are read. */
  public static final Fact<TreeSecrets> FACT =
      new Fact<>("secrets", TreeSecrets::read, TreeSecrets::after);

  public TreeSecrets {
    byFile = Collections.unmodifiableMap(new TreeMap<>(byFile));
  }

  private static TreeSecrets read(ProjectView view) {
    Map<String, List<SecretHit>> found = new ConcurrentSkipListMap<>();
    view.everything().parallelStream().forEach(file -> look(view, file, found));
    return new TreeSecrets(found);
  }

  private static TreeSecrets after(TreeSecrets earlier, TreeChange change, ProjectView view) {
    Map<String, List<SecretHit>> found = new TreeMap<>(earlier.byFile);
    Stream.concat(change.modified().stream(), change.listed().stream()).forEach(found::remove);
    // a folder that is gone is one path
    found
        .keySet()
        .removeIf(path -> change.listed().stream().anyMatch(p -> path.startsWith(p + "/")));
    view.changed(change).forEach(file -> look(view, file, found));
    return new TreeSecrets(found);
  }

  private static void look(ProjectView view, IndexedFile file, Map<String, List<SecretHit>> into) {
    if (file.path().startsWith("../") || SecretPlaces.passedOver(file.path())) {
      return;
    }
    view.passingText(file)
        .map(text -> SecretFinder.in(file.path(), text))
        .filter(hits -> !hits.isEmpty())
        .ifPresent(hits -> into.put(file.path(), hits));
  }
}
