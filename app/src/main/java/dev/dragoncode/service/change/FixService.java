package dev.dragoncode.service.change;

import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.Conflict;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.fix.CapabilityChange;
import dev.dragoncode.fix.Fixes;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Mends gaps of one folder from what is known of it at that moment. */
public final class FixService implements FixControl {

  private final ChangeStore store;
  private final Supplier<ProjectFacts> facts;
  private final Clock clock;
  private final SnapshotPublisher<FixSnapshot> publisher;

  /**
   * @param facts what is known of the folder now; throws a problem where it cannot be read
   */
  public FixService(ChangeStore store, Supplier<ProjectFacts> facts, Clock clock) {
    this.store = store;
    this.facts = facts;
    this.clock = clock;
    this.publisher = new SnapshotPublisher<>(new FixSnapshot(0, Optional.empty()));
  }

  /** Ends what a killed process has begun, and looks for what can be undone. */
  public void start() {
    store.recover();
    publish();
  }

  @Override
  public SnapshotSource<FixSnapshot> applied() {
    return publisher;
  }

  @Override
  public Proposal preview(String check, Map<String, String> answers) {
    try {
      if (isCapability(check)) {
        return new CapabilityChange(facts.get(), answers, store::base, LocalDate.now(clock))
            .propose(check);
      }
      if (Fixes.of(check).isEmpty()) {
        throw notMendable(check, "No machine can know how this is mended here.").asException();
      }
      return Fixes.propose(check, facts.get(), answers, store::base, LocalDate.now(clock))
          .orElseThrow();
    } catch (UncheckedIOException e) {
      throw Problem.of(
              "A file of the project cannot be read",
              String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
              Remedy.of("Check its rights, and try again"))
          .causedBy(e)
          .asException();
    }
  }

  /** Checks are called by capitals, capabilities by small letters. */
  private static boolean isCapability(String change) {
    return !change.isEmpty() && Character.isLowerCase(change.charAt(0));
  }

  /** Why a check has no fix, with what a person does. */
  private static Problem notMendable(String check, String why) {
    return Problem.of(
        "A person has to mend " + check,
        why,
        Remedy.of(Fixes.byHand(check).orElse("See its page")));
  }

  @Override
  public Applied apply(String check, Proposal shown, boolean withMarks) {
    Proposal now = preview(check, shown.answers());
    if (!now.equals(shown)) {
      throw Problem.of(
              "The project has changed meanwhile",
              "The change would no longer be the one that was shown. Nothing was written.",
              Remedy.of("Look at the change again"))
          .asException();
    }
    refuseConflicts(shown.conflicts(), withMarks);
    ChangeSet changes = withMarks ? shown.withMarks() : shown.changes();
    if (changes.isEmpty()) {
      throw notMendable(check, shown.declined().orElse("There is nothing to change."))
          .asException();
    }
    Applied applied = store.apply(check, changes);
    publish();
    return applied;
  }

  @Override
  public Proposal undoing() {
    return store.undoing();
  }

  @Override
  public void undo(boolean withMarks) {
    Proposal undoing = store.undoing();
    refuseConflicts(undoing.conflicts(), withMarks);
    ChangeSet changes = withMarks ? undoing.withMarks() : undoing.changes();
    store.undo(changes);
    publish();
  }

  private static void refuseConflicts(List<Conflict> conflicts, boolean withMarks) {
    if (!conflicts.isEmpty() && !withMarks) {
      throw Problem.of(
              "A hand edit stands in the way",
              "The same lines were changed by hand in "
                  + String.join(", ", conflicts.stream().map(Conflict::path).toList())
                  + ". Nothing was written.",
              Remedy.of("Write both versions with conflict marks between them, and choose"),
              Remedy.of("Make this change by hand"))
          .asException();
    }
  }

  private void publish() {
    publisher.update(old -> new FixSnapshot(old.version() + 1, store.last()));
  }
}
