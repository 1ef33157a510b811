package dev.dragoncode.service.profile;

import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.Place;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.StackTree;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.IndexedFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the files of a project in which the code of frames stands. */
public final class Sources {

  /** A class does not say in which language it was written. */
  private static final List<String> ENDINGS = List.of("java", "kt", "scala", "groovy");

  private final Path project;
  private final FileIndex index;
  private final Map<String, Optional<Path>> known = new ConcurrentHashMap<>();

  /**
   * @param project its real path
   */
  Sources(Path project, FileIndex index) {
    this.project = project;
    this.index = index;
  }

  /** The nearest place in the project's own code, of a frame or of whom it was called by. */
  public Optional<Link> nearest(Profile profile, int node) {
    StackTree tree = profile.tree();
    for (int up = node; up > 0; up = tree.parent(up)) {
      Optional<Link> link = profile.place(tree.frame(up)).flatMap(this::link);
      if (link.isPresent()) {
        return link;
      }
    }
    return Optional.empty();
  }

  /** Where this is among the project's own files. */
  public Optional<Link> link(Place place) {
    return known
        .computeIfAbsent(place.path(), this::find)
        .map(file ->
            new Link(
                file.getFileName() + (place.line() > 0 ? ":" + place.line() : ""),
                new Remedy.OpenFile(file, place.line())));
  }

  /** What opens a place. */
  public record Link(String shown, Remedy.OpenFile open) {}

  private Optional<Path> find(String path) {
    try {
      Path direct = Path.of(path);
      if (direct.isAbsolute()) {
        Path file = direct.normalize();
        return file.startsWith(project) && Files.isRegularFile(file)
            ? Optional.of(file)
            : Optional.empty();
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (!path.endsWith(".java")) {
      return ending(path);
    }
    String bare = path.substring(0, path.length() - "java".length());
    return ENDINGS.stream().flatMap(end -> ending(bare + end).stream()).findFirst();
  }

  private Optional<Path> ending(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return index.named(name).stream()
        .map(IndexedFile::path)
        .filter(each -> each.equals(path) || each.endsWith("/" + path))
        .findFirst()
        .map(project::resolve);
  }
}
