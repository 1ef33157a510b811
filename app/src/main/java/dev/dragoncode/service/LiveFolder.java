package dev.dragoncode.service;

import dev.dragoncode.io.files.FileChange;
import dev.dragoncode.io.files.FileWatcher;
import dev.dragoncode.io.files.WalkResult;
import dev.dragoncode.io.files.WalkScope;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.IndexedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a walked folder and the files around it, and keeps the index of both. */
final class LiveFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFolder.class);
  private static final Duration POLL = Duration.ofSeconds(2);

  private final Path root;
  private final Consumer<Change> listener;
  private final List<FileWatcher> watchers = new ArrayList<>();
  private @Nullable ProjectFolder folder;
  private @Nullable FileIndex index;
  private boolean closed;

  /**
   * What changed.
   *
   * @param folder the folder as it was last walked
   * @param index the files after the change
   * @param modified paths of files whose content changed
   * @param listed paths of files that appeared or vanished
   * @param head whether the branch may have changed
   * @param everything whether ignore rules changed, so that nothing earlier holds
   * @param gone whether the folder itself may be gone
   */
  record Change(
      ProjectFolder folder,
      FileIndex index,
      Set<String> modified,
      Set<String> listed,
      boolean head,
      boolean everything,
      boolean gone) {

    boolean touches(String path) {
      return everything || modified.contains(path) || listed.contains(path);
    }
  }

  LiveFolder(Path root, Consumer<Change> listener) {
    this.root = root;
    this.listener = listener;
  }

  /** Why changes show later than they should. */
  synchronized Optional<Problem> limitation() {
    return watchers.stream().flatMap(each -> each.limitation().stream()).findFirst();
  }

  /** Begins to follow a folder that was just walked; what changed meanwhile is told at once. */
  synchronized void follow(ProjectFolder walked, FileIndex walkedIndex) {
    stop();
    if (closed) {
      return;
    }
    folder = walked;
    index = walkedIndex;
    watch(walked);
    catchUp();
  }

  /** Stops to follow, until {@link #follow} is called again. */
  synchronized void stop() {
    watchers.forEach(FileWatcher::close);
    watchers.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }

  private void watch(ProjectFolder walked) {
    watch(walked.root(), WalkScope.everything(), walked.walked(), this::changedInside);
    walked
        .around()
        .ifPresent(outer ->
            watch(
                outer.root(),
                outer.scope(),
                outer.walked(),
                change -> changedAround(outer.way(), change)));
    walked
        .git()
        .folder()
        .filter(Files::isDirectory)
        .ifPresent(git ->
            watch(
                git,
                WalkScope.of(_ -> false),
                new WalkResult(List.of(), List.of(""), List.of(), true, walked.walked().rules()),
                this::changedGit));
  }

  private void watch(Path path, WalkScope scope, WalkResult walked, Consumer<FileChange> onChange) {
    try {
      watchers.add(FileWatcher.watch(path, scope, walked, POLL, onChange));
    } catch (IOException e) {
      LOG.warn("Could not watch {}", path, e);
    }
  }

  /** A file written between the walk and the first watch is found by walking once more. */
  private void catchUp() {
    FileIndex before = index;
    if (folder != null && before != null) {
      walkAgain(folder, before, false);
    }
  }

  private synchronized void changedInside(FileChange change) {
    apply("", change);
  }

  private synchronized void changedAround(String way, FileChange change) {
    apply(way, change);
  }

  private synchronized void changedGit(FileChange change) {
    ProjectFolder walked = folder;
    FileIndex now = index;
    boolean head = change.everything() || change.paths().contains("HEAD");
    boolean tracked = change.everything() || change.paths().contains("index");
    if (walked != null && now != null && (head || tracked)) {
      Set<String> modified = tracked ? Set.of(".git/index") : Set.of();
      listener.accept(new Change(walked, now, modified, Set.of(), head, false, false));
    }
  }

  private void apply(String way, FileChange change) {
    ProjectFolder walked = folder;
    FileIndex before = index;
    if (walked == null || before == null || closed) {
      return;
    }
    if (change.everything() || !Files.isDirectory(root)) {
      walkAgain(walked, before, change.paths().stream().anyMatch(p -> p.endsWith(".gitignore")));
      return;
    }
    List<IndexedFile> changed = new ArrayList<>();
    Set<String> removed = new HashSet<>();
    Set<String> modified = new HashSet<>();
    Set<String> listed = new HashSet<>();
    for (String name : change.paths()) {
      String path = way + name;
      Optional<IndexedFile> now = walked.now(path);
      Optional<IndexedFile> old = before.file(path);
      if (now.isEmpty()) {
        removed.add(path);
        if (old.isPresent()) {
          listed.add(path);
        } else {
          before.under(path).forEach(file -> listed.add(file.path()));
        }
      } else {
        changed.add(now.get());
        boolean same = old.isPresent() && old.get().ignored() == now.get().ignored();
        (same ? modified : listed).add(path);
      }
    }
    FileIndex after = before.with(changed, removed);
    index = after;
    listener.accept(new Change(walked, after, modified, listed, false, false, false));
  }

  private void walkAgain(ProjectFolder walked, FileIndex before, boolean rules) {
    ProjectFolder again;
    try {
      again = ProjectFolder.walk(root, _ -> {});
    } catch (ProblemException e) {
      listener.accept(new Change(walked, before, Set.of(), Set.of(), false, false, true));
      return;
    }
    FileIndex after = again.index();
    Set<String> modified = new HashSet<>();
    Set<String> listed = new HashSet<>();
    IndexDifference.between(before, after, modified, listed);
    folder = again;
    index = after;
    if (rules) {
      stop();
      watch(again);
    }
    if (rules || !modified.isEmpty() || !listed.isEmpty()) {
      listener.accept(new Change(again, after, modified, listed, true, rules, false));
    }
  }
}
