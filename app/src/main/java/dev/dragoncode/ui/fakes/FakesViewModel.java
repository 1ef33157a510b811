package dev.dragoncode.ui.fakes;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.fakes.AskedDetail;
import dev.dragoncode.service.fakes.FakeState.Place;
import dev.dragoncode.service.fakes.FakesControl;
import dev.dragoncode.service.fakes.FakesControl.Form;
import dev.dragoncode.service.fakes.FakesSnapshot;
import dev.dragoncode.service.fakes.FakesSnapshot.Asked;
import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.service.fakes.FakesSnapshot.Faults;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Disturbance;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the third-party APIs' screen shows and does. FX thread; what waits is done elsewhere. */
public final class FakesViewModel implements AutoCloseable {

  private final FakesControl control;
  private final Runnable start;
  private final Subscription following;
  private final ReadOnlyObjectWrapper<FakesSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(FakesSnapshot.NONE);
  private final ReadOnlyObjectWrapper<Optional<AskedDetail>> detail =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty chosen = new SimpleStringProperty("");
  private final ObjectProperty<FakesTab> tab = new SimpleObjectProperty<>(FakesTab.REQUESTS);
  private final Calls calls;
  private final BenchViewModel bench;
  private final StateViewModel state;

  /** What waits and tells nothing. */
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
    this.start = start;
    calls = new Calls(dispatcher, background);
    bench = new BenchViewModel(control.webhooks(), dispatcher, background);
    state = new StateViewModel(control.state(), dispatcher, background);
    following = dispatcher.follow(control.fakes(), this::show);
  }

  private void show(FakesSnapshot now) {
    if (now.fakes().stream().noneMatch(fake -> fake.id().equals(chosen.get()))) {
      chosen.set(now.fakes().isEmpty() ? "" : now.fakes().getFirst().id());
    }
    snapshot.set(now);
  }

  /** What of them is looked at. */
  ObjectProperty<FakesTab> tabProperty() {
    return tab;
  }

  BenchViewModel bench() {
    return bench;
  }

  StateViewModel state() {
    return state;
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

  /** The requests that the filter leaves, newest first. */
  List<Asked> requests() {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    List<Asked> all = snapshot.get().requests().reversed();
    return wanted.isEmpty()
        ? all
        : all.stream().filter(asked -> line(asked).contains(wanted)).toList();
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
    calls.run(
        () -> control.detail(asked),
        read -> {
          detail.set(Optional.of(read));
          problem.set(Optional.empty());
        },
        this::tell);
  }

  void start() {
    start.run();
  }

  void replay(long number) {
    inBackground(() -> control.replay(number));
  }

  /** Makes a request into something to run, and hands it over on the FX thread. */
  void make(long number, Form form, Consumer<String> then) {
    calls.run(() -> control.text(number, form), then, this::tell);
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

  /** Serves an OpenAPI document, and turns to it. */
  void add(String document, Runnable done, Consumer<Problem> refused) {
    List<Fake> before = snapshot.get().fakes();
    calls.run(
        () -> {
          control.add(document);
          return true;
        },
        added -> {
          problem.set(Optional.empty());
          snapshot.get().fakes().stream()
              .filter(fake -> before.stream().noneMatch(old -> old.id().equals(fake.id())))
              .findFirst()
              .ifPresent(fake -> chosen.set(fake.id()));
          done.run();
        },
        refused);
  }

  void remove(String fake) {
    inBackground(() -> control.remove(fake));
  }

  /** What is done to all further events of a fake. */
  void disturb(String fake, Disturbance how) {
    inBackground(() -> control.disturb(fake, how));
  }

  /** Turns to a row of a fake's state. */
  void openRow(String fake, String namespace, String table, String key) {
    chosen.set(fake);
    state.open(new Place(fake, namespace), table, key);
    tab.set(FakesTab.STATE);
  }

  /** Shows what kept something from its work. */
  void tell(Problem met) {
    problem.set(Optional.of(met));
  }

  private void inBackground(Work work) {
    calls.run(
        () -> {
          work.run();
          return true;
        },
        done -> problem.set(Optional.empty()),
        this::tell);
  }

  @Override
  public void close() {
    following.close();
    bench.close();
  }
}
