package dev.dragoncode.emulators.engine;

import dev.dragoncode.io.process.ProcessStart;
import java.nio.file.Path;

/**
 * Who started an instance and for what; written as labels on containers and as a record beside
 * child processes.
 *
 * @param session unique to one run of the app
 * @param pid of the app's process
 * @param processStart when that process started: pids are used again
 * @param project the project's real path
 * @param configHash of everything that the instance was started with; equal means that it may be
 *     adopted as it is
 * @param warm whether it is to outlive its session
 */
public record Ownership(
    String session,
    long pid,
    ProcessStart processStart,
    Path project,
    String configHash,
    boolean warm) {

  /** Whether the process that started it still runs. */
  public boolean ownerAlive() {
    return processStart.find(pid).isPresent();
  }
}
