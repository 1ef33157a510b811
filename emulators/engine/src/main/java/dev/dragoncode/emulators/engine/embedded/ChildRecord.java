package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.model.EngineKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A child process as it is written down, first as an intent without a process.
 *
 * @param id also the marker that the process carries in its environment
 * @param data its folder, removed with it
 * @param keep what of that folder stays
 * @param stop the command that ends it politely; empty for the system's signal
 * @param process absent until it was started
 */
record ChildRecord(
    String id,
    Ownership owner,
    String emulator,
    String artifact,
    Map<String, Integer> ports,
    Map<String, String> parameters,
    Instant startedAt,
    Path data,
    List<String> keep,
    List<String> stop,
    Optional<ProcessId> process) {

  /** A process, told from a later one with the same pid by when it started. */
  record ProcessId(long pid, Instant startedAt) {

    /** How far two readings of one start may lie apart. */
    private static final long TOLERANCE_MILLIS = 1_000;

    static ProcessId of(ProcessHandle handle) {
      return new ProcessId(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
    }

    Optional<ProcessHandle> find() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle ->
              handle
                  .info()
                  .startInstant()
                  .filter(start ->
                      Math.abs(start.toEpochMilli() - startedAt.toEpochMilli()) <= TOLERANCE_MILLIS)
                  .isPresent());
    }
  }

  Path log() {
    return data.resolve("output.log");
  }

  ChildRecord startedAs(ProcessId started) {
    return new ChildRecord(
        id,
        owner,
        emulator,
        artifact,
        ports,
        parameters,
        startedAt,
        data,
        keep,
        stop,
        Optional.of(started));
  }

  Instance instance() {
    return new Instance(
        id, EngineKind.EMBEDDED, emulator, owner, artifact, ports, parameters, startedAt);
  }
}
