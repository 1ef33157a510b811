package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that holds between the threads of this process and between processes; the system frees it
 * when a process dies.
 */
final class FileGuard {

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
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return task.run();
      }
    } catch (IOException e) {
      throw unusable(file, e).asException();
    } finally {
      threads.unlock();
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
