package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.emulators.model.EmulatorSpec.Mount;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Packs files of the project for a container. Copying, unlike mounting, works with every engine,
 * and the container cannot change the project.
 */
final class ProjectFiles {

  /** Stubs and seed files are small; more than this is a folder named by mistake. */
  static final long MAX_BYTES = 64L << 20;

  private static final int FILE_MODE = 0100644;
  private static final int FOLDER_MODE = 040755;

  private ProjectFiles() {}

  /**
   * A tar archive to unpack at the container's root; empty where no source exists.
   *
   * @throws dev.dragoncode.problem.ProblemException if a file cannot be read or they are too large
   */
  static byte[] pack(Path project, List<Mount> mounts) {
    List<Mount> present =
        mounts.stream().filter(mount -> Files.exists(Path.of(mount.source()))).toList();
    if (present.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new Bounded(bytes), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      Path root = project.toRealPath();
      for (Mount mount : present) {
        add(tar, root, Path.of(mount.source()), mount.target());
      }
    } catch (TooLarge e) {
      throw Problem.of(
              "The project's files for an emulator are too large",
              "%s and the like hold more than %d MiB."
                  .formatted(present.getFirst().source(), MAX_BYTES >> 20),
              Remedy.of("Name a smaller folder in dragoncode.yaml."))
          .causedBy(e)
          .asException();
    } catch (IOException e) {
      throw Problem.of(
              "The project's files for an emulator cannot be read",
              String.valueOf(e.getMessage()),
              Remedy.of("Make the files readable for your account."))
          .causedBy(e)
          .asException();
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, Path root, Path source, String target)
      throws IOException {
    try (Stream<Path> walk = Files.walk(source)) {
      for (Path file : walk.sorted().toList()) {
        String relative = source.relativize(file).toString().replace('\\', '/');
        String name = target.substring(1) + (relative.isEmpty() ? "" : "/" + relative);
        // a link that leaves the project must not carry foreign files into the container
        if (!file.toRealPath().startsWith(root)) {
          continue;
        }
        if (Files.isDirectory(file)) {
          TarArchiveEntry entry = new TarArchiveEntry(name + "/");
          entry.setMode(FOLDER_MODE);
          tar.putArchiveEntry(entry);
          tar.closeArchiveEntry();
        } else if (Files.isRegularFile(file)) {
          TarArchiveEntry entry = new TarArchiveEntry(name);
          entry.setMode(FILE_MODE);
          entry.setModTime(Files.getLastModifiedTime(file));
          byte[] content = content(file);
          entry.setSize(content.length);
          tar.putArchiveEntry(entry);
          tar.write(content);
          tar.closeArchiveEntry();
        }
      }
    }
  }

  private static byte[] content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes((int) MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new TooLarge();
      }
      return content;
    }
  }

  /** More bytes than a container should be given. */
  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Refuses what goes beyond the limit. */
  private static final class Bounded extends OutputStream {

    private final OutputStream out;
    private long written;

    Bounded(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      written += len;
      if (written > MAX_BYTES) {
        throw new TooLarge();
      }
      out.write(b, off, len);
    }
  }
}
