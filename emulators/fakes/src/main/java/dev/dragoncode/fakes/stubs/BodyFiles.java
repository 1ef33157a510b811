package dev.dragoncode.fakes.stubs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder __files of mappings. Nothing outside of it is read, whatever a name says.
 *
 * @param folder empty where there is none
 */
record BodyFiles(Optional<Path> folder) {

  static final String NAME = "__files";

  /** A body larger than this is refused. */
  private static final int MOST_BYTES = 32 << 20;

  /** Of all files together, where they are handed out. */
  private static final long MOST_IN_ALL = 256L << 20;

  /** Objects to a name of a file that cannot be read. */
  void check(Part part) {
    try {
      var _ = find(part.text());
    } catch (IllegalArgumentException e) {
      throw part.wrong(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A file's content.
   *
   * @throws IllegalArgumentException if there is none of that name within the folder, or it is too
   *     large
   */
  byte[] read(String name) {
    return content(name, find(name));
  }

  private static byte[] content(String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw tooLarge(name);
      }
      return bytes;
    } catch (IOException e) {
      throw new IllegalArgumentException("is “%s”, which cannot be read: %s".formatted(name, e), e);
    }
  }

  private static IllegalArgumentException tooLarge(String name) {
    return new IllegalArgumentException(
        "is “%s”, which has more than %d MB".formatted(name, MOST_BYTES >> 20));
  }

  private Path find(String name) {
    if (folder.isEmpty()) {
      throw new IllegalArgumentException(
          "is “%s”, and there is no folder %s".formatted(name, NAME));
    }
    try {
      Path root = folder.get().toRealPath();
      Path said = root.resolve(name).normalize();
      if (!said.startsWith(root)) {
        throw outside(name);
      }
      if (!Files.isRegularFile(said)) {
        throw new IllegalArgumentException("is “%s”, which is no file of %s".formatted(name, NAME));
      }
      // a link may lead out as well
      Path real = said.toRealPath();
      if (!real.startsWith(root)) {
        throw outside(name);
      }
      if (Files.size(real) > MOST_BYTES) {
        throw tooLarge(name);
      }
      return real;
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("is “%s”, which cannot be read: %s".formatted(name, e), e);
    }
  }

  private static IllegalArgumentException outside(String name) {
    return new IllegalArgumentException("is “%s”, which leads out of %s".formatted(name, NAME));
  }

  /** All files by their name, up to a bound. */
  Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    if (folder.isEmpty()) {
      return all;
    }
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder.get())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.get().relativize(file).toString().replace('\\', '/');
        byte[] content = read(name);
        bytes += content.length;
        if (bytes > MOST_IN_ALL) {
          throw new IOException(
              "%s has more than %d MB in all".formatted(folder.get(), MOST_IN_ALL >> 20));
        }
        all.put(name, content);
      }
    }
    return all;
  }
}
