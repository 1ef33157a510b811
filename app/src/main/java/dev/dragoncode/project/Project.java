package dev.dragoncode.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder that is open.
 *
 * @param root its real path
 * @param name the folder's name
 * @param stacks its modules, the root's first; empty where no build file was recognised
 * @param branch the branch that is checked out, or a short commit id where none is
 * @param repository the git work tree that it lies in, its own folder or one above it
 */
public record Project(
    Path root,
    String name,
    List<Stack> stacks,
    Optional<String> branch,
    Optional<Path> repository) {

  public Project {
    stacks = List.copyOf(stacks);
  }

  /** A folder before anything in it was read. */
  public static Project unread(Path root) {
    Path name = root.getFileName();
    return new Project(
        root,
        name == null ? root.toString() : name.toString(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** What it is, for a card: the first framework found, else the first platform. */
  public String label() {
    return stacks.stream()
        .filter(stack -> stack.framework().isPresent())
        .findFirst()
        .or(() -> stacks.stream().findFirst())
        .map(Stack::label)
        .orElse("No build file");
  }
}
