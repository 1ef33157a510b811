package dev.dragoncode.emulators.model;

import java.util.List;
import java.util.Optional;

/** One thing that is done before an embedded engine starts. */
public sealed interface Step {

  /**
   * A command without a shell, run to its end.
   *
   * @param command the program and its arguments
   * @param files what it reads from its standard input first, in order
   * @param input what it reads from its standard input after the files
   */
  record Run(List<String> command, List<String> files, Optional<String> input) implements Step {}

  /** A text file, written for the user's eyes alone. */
  record Write(String file, String text) implements Step {}

  /** An empty folder. */
  record Folder(String folder) implements Step {}

  /**
   * A file or folder of the project, copied so that the engine cannot change it; skipped where it
   * does not exist.
   */
  record Copy(String source, String target) implements Step {}
}
