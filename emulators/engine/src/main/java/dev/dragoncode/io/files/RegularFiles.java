package dev.dragoncode.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files of folders that somebody else has filled: a named pipe would be waited for without
 * end, a link may lead out of the folder, and a file may be larger than memory.
 */
public final class RegularFiles {

  private RegularFiles() {}

  /**
   * The content of a regular file, or of one that a link leads to.
   *
   * @param maxBytes above which it is refused
   * @throws FileSystemException if it is something else, or larger
   */
  public static byte[] read(Path file, long maxBytes) throws IOException {
    demandRegular(file, maxBytes);
    try (InputStream in = Files.newInputStream(file)) {
      // it may grow meanwhile
      byte[] content = in.readNBytes(Math.toIntExact(maxBytes + 1));
      if (content.length > maxBytes) {
        throw tooLarge(file, maxBytes);
      }
      return content;
    }
  }

  /**
   * As above, for a file that has to lie in a folder, wherever links lead.
   *
   * @param folder its real path
   * @throws AccessDeniedException if a link leads out of the folder
   */
  public static byte[] readWithin(Path folder, Path file, long maxBytes) throws IOException {
    if (!file.toRealPath().startsWith(folder)) {
      throw new AccessDeniedException(
          file.toString(), folder.toString(), "leads out of the folder");
    }
    return read(file, maxBytes);
  }

  /**
   * Checks that a file can be opened without waiting for somebody to write into it.
   *
   * @throws FileSystemException if not, or if it is larger than this
   */
  public static void demandRegular(Path file, long maxBytes) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "is no regular file");
    }
    if (attributes.size() > maxBytes) {
      throw tooLarge(file, maxBytes);
    }
  }

  private static FileSystemException tooLarge(Path file, long maxBytes) {
    return new FileSystemException(file.toString(), null, "has more than " + maxBytes + " bytes");
  }
}
