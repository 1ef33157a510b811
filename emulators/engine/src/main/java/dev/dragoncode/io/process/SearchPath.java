package dev.dragoncode.io.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders in which programs are looked for.
 *
 * @param folders the variable PATH
 */
public record SearchPath(String folders) {

  /** The program of this name, as an absolute path; empty where there is none. */
  public Optional<Path> find(String program) {
    for (String folder : folders.split(File.pathSeparator, -1)) {
      for (String name : List.of(program, program + ".exe")) {
        try {
          Path file = Path.of(folder).resolve(name);
          if (!folder.isBlank() && Files.isRegularFile(file) && Files.isExecutable(file)) {
            return Optional.of(file.toAbsolutePath());
          }
        } catch (InvalidPathException e) {
          // whatever it is, it is no folder
          break;
        }
      }
    }
    return Optional.empty();
  }
}
