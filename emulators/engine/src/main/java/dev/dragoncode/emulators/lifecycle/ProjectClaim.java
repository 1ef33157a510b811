package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one session to run a project's emulators: a lock on a file, which the system frees
 * when the session's process ends, however it ends.
 */
final class ProjectClaim implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectClaim.class);

  /** The locked byte lies behind the text, which others may so read on every system. */
  private static final long LOCKED_BYTE = 1L << 40;

  private final FileChannel channel;
  private final FileLock lock;

  private ProjectClaim(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the claim.
   *
   * @return empty if another session has it
   */
  static Optional<ProjectClaim> take(Path file, Session session) {
    try {
      PrivateFolders.create(file.resolveSibling(".").normalize());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      byte[] pid = Long.toString(session.pid()).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(pid), 0);
      return Optional.of(new ProjectClaim(channel, lock.get()));
    } catch (IOException e) {
      throw FileGuard.unusable(file, e).asException();
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /** What a session is told that comes second. */
  static Problem taken(Path file, Path project) {
    String pid = "another process";
    try {
      pid = "process " + Files.readString(file).strip();
    } catch (IOException e) {
      LOG.debug("Who holds {} cannot be read", file, e);
    }
    return Problem.of(
        "Another DragonCode runs these emulators",
        "%s has started the emulators of %s and looks after them.".formatted(pid, project),
        Remedy.of("Use that window or terminal."),
        Remedy.of("Stop them with “dragoncode down”, then start them here."));
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      LOG.warn("The claim was not released; it ends with this process", e);
    }
  }
}
