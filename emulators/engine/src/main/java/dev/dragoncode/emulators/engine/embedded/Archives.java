package dev.dragoncode.emulators.engine.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks packed tar files; nothing leaves the target folder. */
final class Archives {

  private static final int OWNER_EXECUTE = 0100;

  private Archives() {}

  /** Whether a file of this name is such an archive. */
  static boolean packed(String name) {
    return xz(name) || name.endsWith(".tgz") || name.endsWith(".tar.gz");
  }

  private static boolean xz(String name) {
    return name.endsWith(".txz") || name.endsWith(".tar.xz");
  }

  static void unpack(InputStream packed, Path target) throws IOException {
    BufferedInputStream in = new BufferedInputStream(packed, 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(gzip ? new GZIPInputStream(in) : new XZInputStream(in))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        unpack(tar, entry, target);
        entry = tar.getNextEntry();
      }
    }
  }

  static void makeExecutable(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          file,
          Set.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = inside(target, target.resolve(entry.getName()));
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(inside(target, file.resolveSibling(".")));
    if (entry.isSymbolicLink()) {
      inside(target, file.resolveSibling(entry.getLinkName()));
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(file, inside(target, target.resolve(entry.getLinkName())));
    } else if (entry.isFile()) {
      Files.copy(tar, file);
      if ((entry.getMode() & OWNER_EXECUTE) != 0) {
        makeExecutable(file);
      }
    }
  }

  private static Path inside(Path target, Path path) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(target)) {
      throw new IOException("The archive reaches outside its folder: " + path);
    }
    return normal;
  }
}
