package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.process.ProcessStart;
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
  record ProcessId(long pid, ProcessStart start) {

    static ProcessId of(ProcessHandle handle) {
      return new ProcessId(handle.pid(), ProcessStart.orNow(handle));
    }

    Optional<ProcessHandle> find() {
      return start.find(pid);
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
