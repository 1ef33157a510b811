package dev.dragoncode.scaffold;

import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that templates are made of, as they come with the program. */
final class ScaffoldFiles {

  private ScaffoldFiles() {}

  static String text(String path) {
    try (InputStream in = ScaffoldFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Node yaml(String path) {
    try {
      return Yaml.document(text(path));
    } catch (SyntaxException e) {
      throw new IllegalStateException(path + ", line " + e.line() + ": " + e.getMessage(), e);
    }
  }
}
