package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.io.process.ProcessStart;
import java.nio.file.Path;
import java.util.UUID;

/**
 * One run of the app or of a command: the owner of what it starts.
 *
 * @param id unique to this run
 * @param pid of its process
 * @param processStart when that process started: pids are used again
 */
public record Session(String id, long pid, ProcessStart processStart) {

  /** A new session of this process. */
  public static Session ofThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new Session(UUID.randomUUID().toString(), self.pid(), ProcessStart.orNow(self));
  }

  /** What is written on an instance that this session starts. */
  public Ownership owns(Path project, String configHash, boolean warm) {
    return new Ownership(id, pid, processStart, project, configHash, warm);
  }

  /** Whether the process of this session still runs. */
  public boolean alive() {
    return owns(Path.of(""), "", false).ownerAlive();
  }
}
