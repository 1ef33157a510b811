package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that holds between the threads of this process and between processes; the system frees it
 * when a process dies.
 */
final class FileGuard {

  /** Whoever has the lock writes one small file. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofMillis(2);

  private final ReentrantLock threads = new ReentrantLock();
  private final Path file;

  FileGuard(Path file) {
    this.file = file;
  }

  /** Something done while nobody else is at it. */
  interface Guarded<T> {
    T run() throws IOException;
  }

  /**
   * Runs under the lock; waits for it, for others hold it only for a moment.
   *
   * @throws dev.dragoncode.problem.ProblemException if the files cannot be used
   */
  <T> T guard(Guarded<T> task) {
    threads.lock();
    try {
      PrivateFolders.create(file.resolveSibling(".").normalize());
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        assert lock.isValid();
        return task.run();
      }
    } catch (IOException e) {
      throw unusable(file, e).asException();
    } finally {
      threads.unlock();
    }
  }

  /** The JDK refuses to wait for a lock that another object of this process holds. */
  private static FileLock lock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        if (System.nanoTime() - deadline >= 0) {
          throw new IOException("it is locked by this process", e);
        }
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  static Problem unusable(Path file, IOException e) {
    return Problem.of(
            "DragonCode's data folder cannot be used",
            file + ": " + e.getMessage() + ".",
            Remedy.of("Give your user write permission there, and check that the disk has space."),
            Remedy.of("Set DRAGONCODE_HOME to a folder that you can write to."))
        .causedBy(e);
  }
}
