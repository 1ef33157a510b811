package dev.dragoncode.ui.readiness;

import dev.dragoncode.change.Proposal;
import dev.dragoncode.fix.Fix;
import dev.dragoncode.fix.Fixes;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.service.change.Applied;
import dev.dragoncode.service.change.FixControl;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Mends gaps of the open project: shows a change, makes it, takes it back. FX thread. */
public final class FixViewModel implements AutoCloseable {

  private final FixControl control;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final ReadOnlyObjectWrapper<Optional<Applied>> last;
  private final Subscription subscription;

  /**
   * @param background where files are read and written
   */
  public FixViewModel(FixControl control, UiDispatcher dispatcher, Executor background) {
    this.control = control;
    this.dispatcher = dispatcher;
    this.background = background;
    this.last = new ReadOnlyObjectWrapper<>(control.applied().latest().last());
    this.subscription = dispatcher.follow(control.applied(), s -> last.set(s.last()));
  }

  /** The newest change that can be undone. */
  public ReadOnlyObjectProperty<Optional<Applied>> lastProperty() {
    return last.getReadOnlyProperty();
  }

  /** Whether the newest change was made for this check. */
  boolean undoable(String check) {
    return last.get().filter(a -> a.title().equals(check)).isPresent();
  }

  /** What mends the gap of a check; empty where only a person can. */
  public Optional<Fix> fix(String check) {
    return Fixes.of(check);
  }

  /** Makes a change up; nothing is written. */
  void preview(
      String check,
      Map<String, String> answers,
      Consumer<Proposal> shown,
      Consumer<Problem> failed) {
    carryOut(() -> control.preview(check, answers), shown, failed);
  }

  /** Writes what was shown. */
  void apply(
      String check,
      Proposal proposal,
      boolean withMarks,
      Consumer<Applied> done,
      Consumer<Problem> failed) {
    carryOut(() -> control.apply(check, proposal, withMarks), done, failed);
  }

  /** Makes up what would take the newest change back. */
  void undoing(Consumer<Proposal> shown, Consumer<Problem> failed) {
    carryOut(control::undoing, shown, failed);
  }

  /**
   * Takes the newest change back; what a hand has changed since stays.
   *
   * @param withMarks whether files in which that cannot be told apart get both versions
   */
  void undo(boolean withMarks, Runnable done, Consumer<Problem> failed) {
    carryOut(
        () -> {
          control.undo(withMarks);
          return true;
        },
        _ -> done.run(),
        failed);
  }

  private <T> void carryOut(Supplier<T> work, Consumer<T> done, Consumer<Problem> failed) {
    background.execute(() -> {
      try {
        T result = work.get();
        dispatcher.run(() -> done.accept(result));
      } catch (ProblemException e) {
        dispatcher.run(() -> failed.accept(e.problem()));
      }
    });
  }

  @Override
  public void close() {
    subscription.close();
  }
}
