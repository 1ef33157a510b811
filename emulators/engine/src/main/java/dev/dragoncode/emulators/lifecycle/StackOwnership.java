package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This session's claim on a project, and the record that it keeps for others while it has it. */
final class StackOwnership {

  private static final Logger LOG = LoggerFactory.getLogger(StackOwnership.class);

  private final Path project;
  private final Session session;
  private final Clock clock;
  private final StackFiles files;
  private final StackRecords records;
  private final StackRequests requests;
  private Optional<ProjectClaim> claim = Optional.empty();
  private Optional<StackSnapshot> written = Optional.empty();

  StackOwnership(Path project, Path home, Session session, Clock clock) {
    this.project = project;
    this.session = session;
    this.clock = clock;
    this.files = new StackFiles(home);
    this.records = new StackRecords(home);
    this.requests = new StackRequests(home);
  }

  /** Takes the claim, if this session does not have it already. */
  synchronized void claim() {
    if (claim.isPresent()) {
      return;
    }
    claim = ProjectClaim.take(files.claim(project), session);
    if (claim.isEmpty()) {
      throw ProjectClaim.taken(files.claim(project), project).asException();
    }
    // what was meant for an owner before this one
    records.takeStopRequest(project);
    requests.clear(project);
  }

  synchronized boolean claimed() {
    return claim.isPresent();
  }

  synchronized boolean stopRequested() {
    return claim.isPresent() && records.takeStopRequest(project);
  }

  /** What other processes have asked for. */
  synchronized List<StackRequests.Heard> requests() {
    return claim.isPresent() ? requests.take(project) : List.of();
  }

  void answer(String id, Outcome outcome) {
    requests.answer(project, id, outcome);
  }

  /** Writes the record, if what others see of the stack has changed. */
  synchronized void write(StackSnapshot stack) {
    StackSnapshot lasting = withoutReadings(stack);
    if (claim.isEmpty() || written.filter(lasting::equals).isPresent()) {
      return;
    }
    try {
      records.write(new StackRecord(project, Optional.of(session), lasting, clock.instant()));
      written = Optional.of(lasting);
    } catch (ProblemException e) {
      LOG.warn("Other processes cannot see this stack: {}", e.getMessage());
    }
  }

  /**
   * Gives the claim up.
   *
   * @param left whether emulators run on, for the next session
   * @param settled whether everything else has stopped
   */
  synchronized void release(StackSnapshot stack, boolean left, boolean settled) {
    if (claim.isEmpty()) {
      return;
    }
    try {
      if (left) {
        records.write(
            new StackRecord(project, Optional.empty(), withoutReadings(stack), clock.instant()));
      } else if (settled) {
        records.remove(project);
      }
    } catch (ProblemException e) {
      LOG.warn("The record of this stack is not as it should be: {}", e.getMessage());
    }
    claim.get().close();
    claim = Optional.empty();
  }

  /** The same but for what changes all the time; the version counts those changes too. */
  private static StackSnapshot withoutReadings(StackSnapshot stack) {
    List<EmulatorSnapshot> emulators =
        stack.emulators().stream()
            .map(emulator -> emulator.withoutReadings(emulator.state()))
            .toList();
    return new StackSnapshot(0, stack.docker(), stack.preference(), emulators);
  }
}
