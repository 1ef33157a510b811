package dev.dragoncode.service;

import dev.dragoncode.io.files.FileEntry;
import dev.dragoncode.io.files.FileWalker;
import dev.dragoncode.io.files.IgnoreRules;
import dev.dragoncode.io.files.RegularFiles;
import dev.dragoncode.io.files.WalkResult;
import dev.dragoncode.io.files.WalkScope;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.FileSource;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.manifest.StackDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A project's folder on the disk, walked: its own files and, where it lies inside a git repository,
 * those at that repository's root that speak for it too.
 */
final class ProjectFolder implements FileSource {

  /** Folders at a repository's root whose files concern every project in it. */
  private static final Set<String> SHARED =
      Set.of(".github", ".gitlab", ".circleci", ".azure", ".husky", "docs");

  /** Larger than any lock file; nothing that is read whole may fill the memory. */
  private static final long LARGEST = 64L << 20;

  private final Path root;
  private final WalkResult own;
  private final Optional<Around> around;
  private final GitFiles git;

  /**
   * The repository around the project.
   *
   * @param way from the project up to it, as in {@code ../../}
   * @param scope its root and the shared folders there
   */
  record Around(Path root, String way, WalkScope scope, WalkResult walked) {}

  private ProjectFolder(Path root, WalkResult own, Optional<Around> around, GitFiles git) {
    this.root = root;
    this.own = own;
    this.around = around;
    this.git = git;
  }

  /**
   * Walks the folder.
   *
   * @param progress told the number of files found so far
   * @throws ProblemException if the folder does not exist or cannot be read
   */
  static ProjectFolder walk(Path folder, IntConsumer progress) {
    WalkResult own = FileWalker.walk(folder, WalkScope.everything(progress));
    Path root = real(folder);
    Optional<Path> repository = IgnoreRules.repositoryOf(root);
    Optional<Around> around =
        repository.filter(each -> !each.equals(root)).map(each -> around(each, root));
    return new ProjectFolder(root, own, around, new GitFiles(repository, root));
  }

  private static Around around(Path repository, Path root) {
    String way = "../".repeat(repository.relativize(root).getNameCount());
    WalkScope scope =
        WalkScope.of(folder ->
            SHARED.contains(folder)
                || folder.startsWith(".github/")
                || folder.startsWith(".gitlab/"));
    return new Around(repository, way, scope, FileWalker.walk(repository, scope));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  /** All files as of the walk. */
  FileIndex index() {
    List<IndexedFile> files = new ArrayList<>(own.files().size());
    own.files().forEach(file -> files.add(indexed("", file)));
    around.ifPresent(
        outer -> outer.walked.files().forEach(file -> files.add(indexed(outer.way, file))));
    return FileIndex.of(this, files);
  }

  /** The file as it is now; empty where there is none. */
  Optional<IndexedFile> now(String path) {
    if (!path.startsWith("../")) {
      return FileWalker.entry(root, path, own.rules()).map(file -> indexed("", file));
    }
    return around.flatMap(outer ->
        FileWalker.entry(outer.root, path.substring(outer.way.length()), outer.walked.rules())
            .map(file -> indexed(outer.way, file)));
  }

  private static IndexedFile indexed(String way, FileEntry file) {
    return new IndexedFile(
        way.isEmpty() ? file.path() : way + file.path(),
        file.size(),
        file.modified(),
        file.ignored());
  }

  /** The project as its files describe it. */
  Project project(ProjectFacts facts) {
    Project unread = Project.unread(root);
    return new Project(
        unread.root(),
        unread.name(),
        facts.view().get(StackDetector.FACT),
        git.branch(),
        repository());
  }

  WalkResult walked() {
    return own;
  }

  Optional<Around> around() {
    return around;
  }

  GitFiles git() {
    return git;
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public Optional<Path> repository() {
    return git.repository();
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path within = path.startsWith("../") ? around.map(Around::root).orElse(root) : root;
    return RegularFiles.readWithin(within, root.resolve(path), LARGEST);
  }

  @Override
  public boolean ignores(String path, boolean folder) {
    return own.rules().ignores(path, folder);
  }

  @Override
  public Optional<Boolean> tracked(String path) {
    return git.tracked(path);
  }

  @Override
  public List<String> tags() {
    return git.tags();
  }

  @Override
  public List<String> hooks() {
    return git.hooks();
  }
}
