package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.service.fakes.AskedDetail;
import dev.dragoncode.service.fakes.FakesControl;
import dev.dragoncode.service.fakes.FakesControl.Form;
import dev.dragoncode.service.fakes.FakesSnapshot;
import dev.dragoncode.service.fakes.FakesSnapshot.Asked;
import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.service.fakes.FakesSnapshot.Faults;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the third-party APIs' screen shows and does. FX thread; what waits is done elsewhere. */
public final class FakesViewModel implements AutoCloseable {

  private final FakesControl control;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final Runnable start;
  private final Subscription following;
  private final ReadOnlyObjectWrapper<FakesSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(FakesSnapshot.NONE);
  private final ReadOnlyObjectWrapper<Optional<AskedDetail>> detail =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final StringProperty filter = new SimpleStringProperty("");
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private final StringProperty chosen = new SimpleStringProperty("");

  /** What is done away from the FX thread. */
  private interface Work {
    void run() throws InterruptedException;
  }

  /**
   * @param background where calls wait
   * @param start starts the project's emulators
   */
  public FakesViewModel(
      FakesControl control, UiDispatcher dispatcher, Executor background, Runnable start) {
    this.control = control;
    this.dispatcher = dispatcher;
    this.background = background;
    this.start = start;
    following = dispatcher.follow(control.fakes(), this::show);
  }

  private void show(FakesSnapshot now) {
    if (now.fakes().stream().noneMatch(fake -> fake.id().equals(chosen.get()))) {
      chosen.set(now.fakes().isEmpty() ? "" : now.fakes().getFirst().id());
    }
    snapshot.set(now);
  }

  ReadOnlyObjectProperty<FakesSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<AskedDetail>> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** What kept the last command from its work. */
  ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  StringProperty filterProperty() {
    return filter;
  }

  /** The id of the fake whose faults are shown. */
  StringProperty chosenProperty() {
    return chosen;
  }

  Optional<Fake> chosenFake() {
    return snapshot.get().fakes().stream()
        .filter(fake -> fake.id().equals(chosen.get()))
        .findFirst();
  }

  /** The requests that the filter leaves, oldest first. */
  List<Asked> requests() {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    return snapshot.get().requests().stream()
        .filter(asked -> wanted.isEmpty() || line(asked).contains(wanted))
        .toList();
  }

  private static String line(Asked asked) {
    return "%s %s %s %d %s"
        .formatted(asked.fake(), asked.method(), asked.path(), asked.status(), asked.fault())
        .toLowerCase(Locale.ROOT);
  }

  /** Where do I stand, in one line. */
  String summary() {
    FakesSnapshot now = snapshot.get();
    long faults = now.fakes().stream().filter(fake -> !fake.faultTexts().isEmpty()).count();
    return switch (now.phase()) {
      case ABSENT -> text("fakes.absent.line");
      case STOPPED -> text("fakes.stopped.line");
      case STARTING -> text("fakes.starting.line");
      case READY ->
          text("fakes.summary", now.fakes().size(), now.requests().size())
              + (faults == 0 ? "" : text("fakes.summary.faults", faults));
    };
  }

  void select(Asked asked) {
    chosen.set(asked.fake());
    inBackground(() -> {
      AskedDetail read = control.detail(asked);
      dispatcher.run(() -> detail.set(Optional.of(read)));
    });
  }

  void start() {
    start.run();
  }

  void replay(long number) {
    inBackground(() -> control.replay(number));
  }

  /** Makes a request into something to run, and hands it over on the FX thread. */
  void make(long number, Form form, Consumer<String> then) {
    inBackground(() -> {
      String made = control.text(number, form);
      dispatcher.run(() -> then.accept(made));
    });
  }

  void faults(String fake, Faults faults) {
    inBackground(() -> control.faults(fake, faults));
  }

  void preset(String fake, String name) {
    inBackground(() -> control.preset(fake, name));
  }

  void limits(String fake, boolean on) {
    inBackground(() -> control.limits(fake, on));
  }

  void advance(long seconds) {
    inBackground(() -> control.advance(seconds));
  }

  void reset() {
    inBackground(control::reset);
  }

  void clear() {
    detail.set(Optional.empty());
    inBackground(control::clear);
  }

  private void inBackground(Work work) {
    // one after the other: of two changes the later one has to win
    last = last.thenRunAsync(() -> carryOut(work), background);
  }

  private void carryOut(Work work) {
    try {
      work.run();
      dispatcher.run(() -> problem.set(Optional.empty()));
    } catch (ProblemException e) {
      dispatcher.run(() -> problem.set(Optional.of(e.problem())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    following.close();
  }
}
