package dev.dragoncode.service;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.RegularFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.FileIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file of the project is to become: shown before it is written.
 *
 * @param file relative to the project's folder
 * @param before its text when the change was made up; empty where there was no file
 */
public record FileChange(Path file, String before, String after) {

  /** Reads the file as it is now and says what it is to become. */
  static FileChange of(Path root, Path file, java.util.function.UnaryOperator<String> change) {
    String before = textOf(root.resolve(file));
    return new FileChange(file, before, change.apply(before));
  }

  /**
   * Writes it, in one step.
   *
   * @param root the project's folder
   * @throws dev.dragoncode.problem.ProblemException if the file has changed meanwhile, or cannot be
   *     written; nothing is changed then
   */
  void apply(Path root) {
    Path target = root.resolve(file);
    if (!textOf(target).equals(before)) {
      throw Problem.of(
              file + " has changed meanwhile",
              "It is not what it was when the change was shown.",
              Remedy.of("Look at the change again"))
          .asException();
    }
    if (!after.equals(before)) {
      try {
        Files.createDirectories(target.toAbsolutePath().getParent());
      } catch (IOException e) {
        throw unusable(target, e).asException();
      }
      AtomicFiles.writeString(target, after);
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.exists(file)
          ? new String(RegularFiles.read(file, FileIndex.MAX_TEXT_BYTES), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      throw unusable(file, e).asException();
    }
  }

  private static Problem unusable(Path file, IOException e) {
    return Problem.of(
            file.getFileName() + " cannot be changed",
            file + " cannot be read or made: " + e.getMessage() + ".",
            Remedy.of("Check the rights of the file and its folder, and try again"))
        .causedBy(e);
  }
}
