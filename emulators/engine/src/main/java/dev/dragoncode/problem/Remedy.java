package dev.dragoncode.problem;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One way to mend a problem: a sentence for a person and, where a machine can do it, an action.
 *
 * @param text what to do, as an imperative sentence; on the command line this is all there is
 * @param action what a button does for it in the window
 */
public record Remedy(String text, Optional<Action> action) {

  /** What a remedy's button does. */
  public sealed interface Action {}

  /** Opens a page in the browser. */
  public record OpenLink(URI link) implements Action {}

  /**
   * Opens a file in the user's editor.
   *
   * @param line from 1; 0 where no line is known
   */
  public record OpenFile(Path file, int line) implements Action {}

  /**
   * Runs one of the window's named commands.
   *
   * @param id the command's id, such as {@code emulators.start}
   */
  public record RunCommand(String id) implements Action {}

  /** A remedy that only a person can carry out. */
  public static Remedy of(String text) {
    return new Remedy(text, Optional.empty());
  }

  /** A remedy that a button can carry out. */
  public static Remedy of(String text, Action action) {
    return new Remedy(text, Optional.of(action));
  }
}
