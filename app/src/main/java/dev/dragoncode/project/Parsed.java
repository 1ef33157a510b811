package dev.dragoncode.project;

import dev.dragoncode.project.syntax.SyntaxException;
import java.util.Optional;

/**
 * A file, read.
 *
 * @param value empty where the file could not be read or breaks its format
 * @param error how it breaks its format; empty where it is well formed or has no text
 */
public record Parsed<T>(IndexedFile file, Optional<T> value, Optional<SyntaxException> error) {

  /** The file's path. */
  public String path() {
    return file.path();
  }
}
