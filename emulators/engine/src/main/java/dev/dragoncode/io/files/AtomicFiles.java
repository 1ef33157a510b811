package dev.dragoncode.io.files;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file whole or not at all: readers see the old content or the new, never a part. */
public final class AtomicFiles {

  private static final Logger LOG = LoggerFactory.getLogger(AtomicFiles.class);

  private AtomicFiles() {}

  /** Writes a text in UTF-8; see {@link #write(Path, byte[])}. */
  public static void writeString(Path target, String text) {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Replaces the target's content, or creates it, by way of a temporary file in the same folder
   * that reaches the disk before it takes the target's name. Permissions of an existing target are
   * kept, and a symbolic link stays one.
   *
   * @throws ProblemException if the disk is full, the place is not writable or the folder is
   *     missing; the target is then as it was
   */
  public static void write(Path target, byte[] content) {
    write(target, content, true);
  }

  /**
   * The same without waiting for the disk: for what tells of processes, which a power cut ends as
   * well. Readers still see the old content or the new.
   *
   * @throws ProblemException as {@link #write(Path, byte[])}
   */
  public static void writeUnforced(Path target, byte[] content) {
    write(target, content, false);
  }

  /**
   * The same for a content that is too large for memory.
   *
   * @throws ProblemException as {@link #write(Path, byte[])}
   */
  public static void writeUnforced(Path target, Content content) {
    write(target, content, false);
  }

  /** Writes a content. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static void write(Path target, byte[] content, boolean force) {
    write(target, out -> out.write(content), force);
  }

  private static void write(Path target, Content content, boolean force) {
    try {
      Path file = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
      Path folder = file.getParent();
      if (folder == null) {
        throw new FileSystemException(target.toString(), null, "it has no parent folder");
      }
      replace(file, folder, content, force);
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw problem(target, e).causedBy(e).asException();
    }
  }

  private static void replace(Path file, Path folder, Content content, boolean force)
      throws IOException {
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Path temporary = folder.resolve("." + file.getFileName() + "." + suffix + ".tmp");
    boolean moved = false;
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        // not closed: that would close the channel before it is forced
        OutputStream out = Channels.newOutputStream(channel);
        content.writeTo(out);
        if (force) {
          channel.force(true);
        }
      }
      keepPermissions(file, temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      moved = true;
      if (force) {
        forceFolder(folder);
      }
    } finally {
      if (!moved) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static void keepPermissions(Path file, Path temporary) throws IOException {
    PosixFileAttributeView to = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (to == null || !Files.exists(file)) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!permissions.contains(PosixFilePermission.OWNER_WRITE) && !Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    to.setPermissions(permissions);
  }

  /** Makes the new name survive a power cut, where the platform lets a folder be opened. */
  private static void forceFolder(Path folder) {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("Could not flush the folder {}", folder, e);
    }
  }

  /** Why a file could not be written, and what helps. */
  public static Problem problem(Path target, Exception e) {
    String title = "Could not write " + target.getFileName();
    String where = " (" + target.toAbsolutePath() + ")";
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return Problem.of(
          title,
          "The disk is full" + where + ". The file is as it was.",
          Remedy.of("Free some space on that disk, then try again."));
    }
    if (lower.contains("quota exceeded")) {
      return Problem.of(
          title,
          "Your disk quota is used up" + where + ". The file is as it was.",
          Remedy.of("Delete files that you no longer need, then try again."));
    }
    if (e instanceof ReadOnlyFileSystemException || lower.contains("read-only")) {
      return Problem.of(
          title,
          "The file system is read-only" + where + ". The file is as it was.",
          Remedy.of("Move the project to a place that you can write to."));
    }
    if (e instanceof AccessDeniedException) {
      return Problem.of(
          title,
          "You have no permission to write there" + where + ". The file is as it was.",
          Remedy.of("Give your user write permission for the file and its folder."));
    }
    if (e instanceof NoSuchFileException) {
      return Problem.of(
          title,
          "Its folder does not exist" + where + ".",
          Remedy.of("Create the folder " + target.toAbsolutePath().getParent() + "."));
    }
    return Problem.of(title, reason + where + ". The file is as it was.", Remedy.of("Try again."));
  }
}
