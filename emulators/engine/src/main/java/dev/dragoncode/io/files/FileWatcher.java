package dev.dragoncode.io.files;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the changes in a tree. Ignored folders are not watched. A burst of changes is told as
 * one, at most {@link #LONGEST_DELAY} after its first. Where the system cannot watch that many
 * folders, it asks for a new walk at a steady pace instead, and {@link #limitation} says so.
 */
public final class FileWatcher implements AutoCloseable {

  /** From a change to its report, at the latest. */
  public static final Duration LONGEST_DELAY = Duration.ofMillis(30);

  /** A burst has ended after this long without a change. */
  private static final Duration QUIET = Duration.ofMillis(8);

  /** A larger burst is told as "everything". */
  private static final int MAX_PATHS = 5_000;

  /** Above this, registering costs more than looking now and then. */
  private static final int MAX_FOLDERS = 100_000;

  /** How often to see whether the root is still the same folder. */
  private static final Duration ROOT_CHECK = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(FileWatcher.class);

  private final Path root;
  private final WalkScope scope;
  private final IgnoreRules rules;
  private final Duration pollEvery;
  private final Consumer<FileChange> listener;
  private final WatchService service;
  private final Map<WatchKey, String> folders = new HashMap<>();
  private final Thread thread;
  private volatile @Nullable Problem limitation;
  private @Nullable Object rootIdentity;
  private volatile boolean closed;

  private FileWatcher(
      Path root,
      WalkScope scope,
      IgnoreRules rules,
      int maxFolders,
      Collection<String> initial,
      Duration pollEvery,
      Consumer<FileChange> listener)
      throws IOException {
    this.root = root;
    this.scope = scope;
    this.rules = rules;
    this.pollEvery = pollEvery;
    this.listener = listener;
    this.service = root.getFileSystem().newWatchService();
    this.rootIdentity = identity(root);
    if (initial.size() > maxFolders) {
      limit("it has " + initial.size() + " folders, and " + maxFolders + " can be watched");
    } else {
      register(initial);
    }
    this.thread = Thread.ofPlatform().daemon().name("file-watcher").unstarted(this::run);
  }

  /**
   * Starts to watch a walked tree.
   *
   * @param pollEvery the pace where the system cannot watch
   * @param listener called on the watcher's thread; one call ends before the next begins
   * @throws IOException if the system offers no watching at all
   */
  public static FileWatcher watch(
      Path root,
      WalkScope scope,
      WalkResult walked,
      Duration pollEvery,
      Consumer<FileChange> listener)
      throws IOException {
    return watch(root, scope, walked, MAX_FOLDERS, pollEvery, listener);
  }

  static FileWatcher watch(
      Path root,
      WalkScope scope,
      WalkResult walked,
      int maxFolders,
      Duration pollEvery,
      Consumer<FileChange> listener)
      throws IOException {
    FileWatcher watcher =
        new FileWatcher(
            root.toRealPath(),
            scope,
            walked.rules(),
            maxFolders,
            walked.folders(),
            pollEvery,
            listener);
    watcher.thread.start();
    return watcher;
  }

  /** Why changes show later than they should; empty while every folder is watched. */
  public Optional<Problem> limitation() {
    return Optional.ofNullable(limitation);
  }

  @Override
  public void close() {
    closed = true;
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("Could not close the watch service of {}", root, e);
    }
    thread.interrupt();
  }

  private void register(Collection<String> some) {
    for (String folder : some) {
      if (limitation != null) {
        return;
      }
      try {
        Path path = folder.isEmpty() ? root : root.resolve(folder);
        WatchKey key =
            path.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        folders.put(key, folder);
      } catch (IOException e) {
        if (Files.isDirectory(root.resolve(folder), LinkOption.NOFOLLOW_LINKS)
            && String.valueOf(e.getMessage()).contains("limit")) {
          limit(e.getMessage());
        } else {
          LOG.debug("Could not watch {} in {}", folder, root, e);
        }
      }
    }
  }

  private void limit(@Nullable String reason) {
    LOG.warn("Watching {} by polling: {}", root, reason);
    limitation =
        Problem.of(
            "Changes show with a delay",
            "The system cannot watch every folder of "
                + root
                + " ("
                + reason
                + "), so it is looked through every "
                + pollEvery.toSeconds()
                + " s.",
            Remedy.of("On Linux, raise the limit: sysctl fs.inotify.max_user_watches=524288."),
            Remedy.of("Let .gitignore name folders that hold no source."));
    folders.keySet().forEach(WatchKey::cancel);
    folders.clear();
  }

  private void run() {
    try {
      while (!closed) {
        if (limitation == null) {
          @Nullable WatchKey key = service.poll(ROOT_CHECK.toMillis(), TimeUnit.MILLISECONDS);
          if (key != null) {
            report(collect(key));
          } else {
            noticeMovedRoot();
          }
        } else {
          Thread.sleep(pollEvery);
          report(new FileChange(Set.of(), true));
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("Stopped watching {}", root);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No event tells that the root itself was moved or replaced: its watch goes along with it. */
  private void noticeMovedRoot() {
    @Nullable Object now = identity(root);
    if (!Objects.equals(now, rootIdentity)) {
      rootIdentity = now;
      report(new FileChange(Set.of(), true));
    }
  }

  private static @Nullable Object identity(Path folder) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return key == null ? "there" : key;
    } catch (IOException e) {
      return null;
    }
  }

  private void report(FileChange change) {
    if (closed || (change.paths().isEmpty() && !change.everything())) {
      return;
    }
    try {
      listener.accept(change);
    } catch (RuntimeException e) {
      LOG.error("A listener failed on a change in {}", root, e);
    }
  }

  private FileChange collect(WatchKey first) throws InterruptedException {
    Burst burst = new Burst();
    long end = System.nanoTime() + LONGEST_DELAY.toNanos();
    @Nullable WatchKey key = first;
    while (key != null) {
      burst.add(key);
      long left = Math.min(end - System.nanoTime(), QUIET.toNanos());
      key = left <= 0 ? null : service.poll(left, TimeUnit.NANOSECONDS);
    }
    return new FileChange(burst.paths, burst.everything || burst.paths.size() > MAX_PATHS);
  }

  /** Changes that belong together. */
  private final class Burst {

    private final Set<String> paths = new HashSet<>();
    private boolean everything;

    void add(WatchKey key) {
      @Nullable String folder = folders.get(key);
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.kind().equals(StandardWatchEventKinds.OVERFLOW) || folder == null) {
          everything = true;
        } else if (event.context() instanceof Path name) {
          changed(folder.isEmpty() ? name.toString() : folder + "/" + name, event.kind());
        }
      }
      if (!key.reset()) {
        folders.remove(key);
        if (folder != null) {
          // the folder is gone, or was replaced by another of the same name
          paths.add(folder);
          everything |= folder.isEmpty();
        }
      }
    }

    private void changed(String path, WatchEvent.Kind<?> kind) {
      boolean isFolder =
          !kind.equals(StandardWatchEventKinds.ENTRY_DELETE)
              && Files.isDirectory(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
      if (isFolder) {
        if (kind.equals(StandardWatchEventKinds.ENTRY_CREATE)
            && scope.folders().test(path)
            && !rules.ignoresEntry(path, true)) {
          appeared(path);
        }
        return;
      }
      if (path.endsWith(".gitignore")) {
        everything = true;
      }
      paths.add(path);
    }

    private void appeared(String folder) {
      // register first, then walk: a file written in between is seen by one or the other
      register(List.of(folder));
      WalkResult walked = FileWalker.walkAgain(root, scope, rules, List.of(folder));
      register(walked.folders().stream().filter(each -> !each.equals(folder)).toList());
      WalkResult again = FileWalker.walkAgain(root, scope, rules, List.of(folder));
      again.files().forEach(file -> paths.add(file.path()));
      walked.files().forEach(file -> paths.add(file.path()));
    }
  }
}
