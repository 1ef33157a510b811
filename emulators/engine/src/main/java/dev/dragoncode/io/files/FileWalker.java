package dev.dragoncode.io.files;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the files of a tree, several folders at a time. Ignored folders are not entered, ignored
 * files are listed as such, {@code .git} is skipped, links to folders are not followed (so that
 * loops cannot hold it up), and what cannot be read is noted and passed over.
 */
public final class FileWalker {

  private static final Logger LOG = LoggerFactory.getLogger(FileWalker.class);

  /** More threads than this wait for each other inside the kernel. */
  private static final int MAX_THREADS = 8;

  private static final int PROGRESS_STEP = 2_000;

  private final Path root;
  private final WalkScope scope;
  private final IgnoreRules rules;
  private final Queue<List<FileEntry>> files = new ConcurrentLinkedQueue<>();
  private final Queue<String> folders = new ConcurrentLinkedQueue<>();
  private final Queue<String> unreadable = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  private FileWalker(Path root, WalkScope scope, IgnoreRules rules) {
    this.root = root;
    this.scope = scope;
    this.rules = rules;
  }

  /**
   * Walks the folder.
   *
   * @throws ProblemException if the folder itself does not exist or cannot be read
   */
  public static WalkResult walk(Path folder, WalkScope scope) {
    Path root = readableFolder(folder);
    FileWalker walker = new FileWalker(root, scope, IgnoreRules.around(root));
    return walker.run(List.of(""));
  }

  /**
   * Walks some folders of a tree that was walked before, adding to its ignore rules.
   *
   * @param inside paths relative to the root
   */
  public static WalkResult walkAgain(
      Path root, WalkScope scope, IgnoreRules rules, Collection<String> inside) {
    return new FileWalker(root, scope, rules).run(inside);
  }

  /**
   * The entry of one file as it is now.
   *
   * @return empty where there is no such regular file
   */
  public static Optional<FileEntry> entry(Path root, String path, IgnoreRules rules) {
    try {
      Path file = root.resolve(path);
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() && leadsInside(root, file)
          ? Optional.of(entry(path, attributes, rules.ignores(path, false)))
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A link may name a file of the user that is no part of the project. */
  private static boolean leadsInside(Path root, Path file) throws IOException {
    return file.toRealPath().startsWith(root);
  }

  private static Path readableFolder(Path folder) {
    try {
      Path root = folder.toRealPath();
      try (DirectoryStream<Path> _ = Files.newDirectoryStream(root)) {
        return root;
      }
    } catch (NotDirectoryException e) {
      throw Problem.of(
              "Could not open " + folder.getFileName(),
              folder.toAbsolutePath() + " is a file, not a folder.",
              Remedy.of("Open the folder that the file is in."))
          .causedBy(e)
          .asException();
    } catch (AccessDeniedException e) {
      throw Problem.of(
              "Could not read " + folder.getFileName(),
              "You have no permission to read " + folder.toAbsolutePath() + ".",
              Remedy.of("Give your user read permission for the folder, then try again."))
          .causedBy(e)
          .asException();
    } catch (IOException e) {
      throw Problem.of(
              "Could not open " + folder.getFileName(),
              "There is no folder " + folder.toAbsolutePath() + ".",
              Remedy.of("Choose a folder that exists."))
          .causedBy(e)
          .asException();
    }
  }

  private WalkResult run(Collection<String> from) {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_THREADS);
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      for (String folder : from) {
        pool.invoke(new Folder(folder.isEmpty() ? root : root.resolve(folder), folder));
      }
    }
    List<FileEntry> all = new ArrayList<>(count.get());
    files.forEach(all::addAll);
    scope.progress().accept(all.size());
    boolean complete = count.get() < scope.maxFiles();
    return new WalkResult(all, List.copyOf(folders), List.copyOf(unreadable), complete, rules);
  }

  private static FileEntry entry(String path, BasicFileAttributes attributes, boolean ignored) {
    return new FileEntry(
        path, attributes.size(), attributes.lastModifiedTime().toMillis(), ignored);
  }

  /** Lists one folder and forks into those below it. */
  private final class Folder extends RecursiveAction {

    private static final long serialVersionUID = 1;

    private final transient Path path;
    private final String relative;

    Folder(Path path, String relative) {
      this.path = path;
      this.relative = relative;
    }

    @Override
    protected void compute() {
      if (count.get() >= scope.maxFiles()) {
        return;
      }
      List<Path> children = new ArrayList<>();
      List<String> names = new ArrayList<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
        for (Path child : stream) {
          children.add(child);
          names.add(String.valueOf(child.getFileName()));
        }
      } catch (IOException | DirectoryIteratorException e) {
        LOG.debug("Could not list {}", path, e);
        unreadable.add(relative);
        return;
      }
      folders.add(relative);
      if (names.contains(".gitignore")) {
        rules.load(relative, path.resolve(".gitignore"));
      }
      noteBuildOutputs(names);
      visit(children, names);
    }

    private void noteBuildOutputs(List<String> names) {
      if (names.contains("target") && names.contains("pom.xml")) {
        rules.addBuildOutput(child("target"));
      }
      if (names.contains("build")
          && (names.contains("build.gradle") || names.contains("build.gradle.kts"))) {
        rules.addBuildOutput(child("build"));
      }
    }

    private void visit(List<Path> children, List<String> names) {
      List<IgnoreRules.Level> levels = rules.levels(relative);
      List<FileEntry> found = new ArrayList<>();
      List<Folder> below = new ArrayList<>();
      for (int i = 0; i < children.size(); i++) {
        Path each = children.get(i);
        String name = child(names.get(i));
        try {
          BasicFileAttributes attributes =
              Files.readAttributes(each, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          if (attributes.isDirectory()) {
            if (scope.folders().test(name) && !rules.ignoresEntry(levels, name, true)) {
              below.add(new Folder(each, name));
            }
            continue;
          }
          if (attributes.isSymbolicLink()) {
            if (!leadsInside(root, each)) {
              continue;
            }
            attributes = Files.readAttributes(each, BasicFileAttributes.class);
          }
          if (attributes.isRegularFile()) {
            found.add(entry(name, attributes, rules.ignoresEntry(levels, name, false)));
          }
        } catch (IOException e) {
          LOG.debug("Could not look at {}", each, e);
          unreadable.add(name);
        }
      }
      if (!found.isEmpty()) {
        files.add(found);
        int before = count.getAndAdd(found.size());
        if (before / PROGRESS_STEP != (before + found.size()) / PROGRESS_STEP) {
          scope.progress().accept(before + found.size());
        }
      }
      invokeAll(below);
    }

    private String child(String name) {
      return relative.isEmpty() ? name : relative + "/" + name;
    }
  }
}
