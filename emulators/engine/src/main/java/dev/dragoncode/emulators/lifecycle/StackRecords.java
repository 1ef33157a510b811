package dev.dragoncode.emulators.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The stacks of all projects as files below the user's data folder, so that another process can see
 * and stop what one process runs. Readable by the user alone: connection variables hold passwords.
 */
public final class StackRecords {

  public StackRecords(Path home) {}

  /** The record of a project's stack, if it was ever run or left running and not cleaned up. */
  public Optional<StackRecord> read(Path project) {
    return Optional.empty();
  }

  /** Every record that can be read. */
  public List<StackRecord> all() {
    return List.of();
  }
}
