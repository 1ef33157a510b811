package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.StackSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a project's stack is, as other processes see it.
 *
 * @param project the project's real path
 * @param owner the session that runs it, which may be dead; absent where it was left running
 * @param stack the newest snapshot that the owner wrote, connection variables included
 * @param at when it was written
 */
public record StackRecord(Path project, Optional<Session> owner, StackSnapshot stack, Instant at) {

  /** Whether a living session runs this stack. */
  public boolean owned() {
    return owner.filter(Session::alive).isPresent();
  }

  /** Whether its emulators were left running on purpose. */
  public boolean left() {
    return owner.isEmpty();
  }
}
