package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.embedded.ChildRecord.ProcessId;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.ProcessTree;
import dev.dragoncode.io.process.RunningProcess;
import dev.dragoncode.io.process.Signals;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The child processes on this machine, as records and living processes show them. */
final class Children {

  private static final Logger LOG = LoggerFactory.getLogger(Children.class);

  /** An exit code above this one tells the signal that ended the process. */
  private static final int SIGNAL_BASE = 128;

  private static final int SIGKILL = 9;

  private final ChildRecords records;
  private final ProcessRunner runner = new ProcessRunner();
  private final Map<String, RunningProcess> started = new ConcurrentHashMap<>();

  /** Records as they were last read: whoever deletes one must not free its process with it. */
  private final Map<String, ChildRecord> seen = new ConcurrentHashMap<>();

  Children(ChildRecords records) {
    this.records = records;
  }

  /** Remembers a process of this session: only its parent learns an exit code. */
  void started(ChildRecord record, RunningProcess process) {
    started.put(record.id(), process);
    seen.put(record.id(), record);
  }

  Optional<ChildRecord> find(String id) {
    Optional<ChildRecord> record = records.read(id);
    record.ifPresent(found -> seen.put(id, found));
    return record;
  }

  /**
   * Every child with a process, living or dead. An intent whose process can be found is completed;
   * one that never got a process goes, once nobody can be at it any more.
   */
  List<ChildRecord> all() {
    List<ChildRecord> all =
        records.all().stream().map(this::complete).flatMap(Optional::stream).toList();
    all.forEach(record -> seen.put(record.id(), record));
    return all;
  }

  private Optional<ChildRecord> complete(ChildRecord record) {
    if (record.process().isPresent()) {
      return Optional.of(record);
    }
    if (record.owner().ownerAlive()) {
      return Optional.empty();
    }
    List<ProcessHandle> found = MarkedProcesses.find(record);
    if (found.isEmpty()) {
      removeFiles(record);
      return Optional.empty();
    }
    ChildRecord complete = record.startedAs(ProcessId.of(found.getFirst()));
    records.write(complete);
    return Optional.of(complete);
  }

  Optional<ProcessHandle> process(ChildRecord record) {
    return record.process().flatMap(ProcessId::find);
  }

  Liveness liveness(String id) {
    Optional<ChildRecord> record = find(id);
    if (record.isEmpty()) {
      return new Liveness.Gone();
    }
    if (process(record.get()).isPresent()) {
      return new Liveness.Running();
    }
    RunningProcess process = started.get(id);
    if (process == null || process.exitCode().isEmpty()) {
      return new Liveness.Ended(-1, "it ended; its exit code went to an earlier session");
    }
    int exitCode = process.exitCode().getAsInt();
    return new Liveness.Ended(exitCode, describe(exitCode));
  }

  private static String describe(int exitCode) {
    if (exitCode <= SIGNAL_BASE) {
      return "exit code " + exitCode;
    }
    int signal = exitCode - SIGNAL_BASE;
    return "exit code %d (%s)"
        .formatted(
            exitCode, signal == SIGKILL ? "killed, perhaps out of memory" : "signal " + signal);
  }

  /** Lets a child go on that stands still; any other goes on as it does. */
  void resume(String id) {
    if (Signals.available()) {
      find(id)
          .flatMap(this::process)
          .ifPresent(process -> ProcessTree.of(process).members().forEach(Signals::resume));
    }
  }

  /** Ends the child and whatever carries its marker, and removes its files. */
  void stop(String id, Duration grace) throws InterruptedException {
    Optional<ChildRecord> found = find(id).or(() -> Optional.ofNullable(seen.get(id)));
    if (found.isEmpty()) {
      return;
    }
    ChildRecord record = found.get();
    Optional<ProcessHandle> process = process(record);
    if (process.isPresent()) {
      ProcessHandle handle = process.get();
      // one that stands still hears no polite request
      resume(id);
      ProcessTree.of(handle).stop(grace, () -> ask(record, handle, grace));
    }
    discard(record);
  }

  /** Removes all of a child that is not to be, without a grace. */
  void discard(ChildRecord record) {
    for (ProcessHandle left : MarkedProcesses.find(record)) {
      ProcessTree.of(left).kill();
      left.onExit().orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join();
    }
    removeFiles(record);
  }

  private void ask(ChildRecord record, ProcessHandle handle, Duration grace)
      throws InterruptedException {
    if (record.stop().isEmpty()) {
      handle.destroy();
      return;
    }
    try {
      runner.run(Command.of(record.stop()), grace);
    } catch (ProblemException e) {
      LOG.info("The stop command of {} failed; the system's signal follows", record.id(), e);
      handle.destroy();
    }
  }

  private void removeFiles(ChildRecord record) {
    try {
      PrivateFolders.deleteAllBut(record.data(), record.keep());
    } catch (IOException e) {
      throw DiskProblems.of("remove " + record.data(), e).asException();
    }
    records.remove(record.id());
    started.remove(record.id());
    seen.remove(record.id());
  }
}
